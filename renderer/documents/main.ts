import '../page.ts';
import '../checks.ts';
import { documentDesk } from './desk.ts';

/** The page of the document worker: it waits for its one port and reads the one file that comes over it. */
addEventListener(
  'message',
  ({ source, data, ports: [port] }) => {
    if (source !== window || data !== 'port' || port === undefined) return;
    const hear = documentDesk((word) => port.postMessage(word));
    port.onmessage = ({ data: heard }) => hear(heard);
  },
  { once: true },
);
