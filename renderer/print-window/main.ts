import '../page.ts';
import '../checks.ts';
import './print-window.css';
import { type FromPrintWindow, toPrintWindow } from '../../shared/print-window.ts';
import { drawSheets } from './sheets.ts';

/** The page of the print window: it waits for its one port, draws the one print that comes over it, and says that it is drawn. Printing it is main's. */
addEventListener(
  'message',
  ({ source, data, ports: [port] }) => {
    if (source !== window || data !== 'port' || port === undefined) return;
    const say = (word: FromPrintWindow): void => port.postMessage(word);
    port.onmessage = ({ data: heard }) => {
      port.onmessage = null;
      const print = toPrintWindow.parse(heard);
      drawSheets(print, document.body).then(
        (drawn) => say({ drawn }),
        () => say({ drawn: null }),
      );
    };
  },
  { once: true },
);
