import { ipcRenderer } from 'electron';

/**
 * The document worker's whole bridge: it hands on one port, once, and offers nothing else. What comes over the port is one file; what goes back are its
 * cells.
 */
ipcRenderer.once('port', (event) => {
  const [port] = event.ports;
  if (port !== undefined) window.postMessage('port', location.origin, [port]);
});
