import { ipcRenderer } from 'electron';

/**
 * The whole bridge of a page that works for the vault alone (document worker, print window): it hands on one port, once, and offers nothing else. To the document worker comes one file
 * over it and back go its cells; to the print window comes one print.
 */
ipcRenderer.once('port', (event) => {
  const [port] = event.ports;
  if (port !== undefined) window.postMessage('port', location.origin, [port]);
});
