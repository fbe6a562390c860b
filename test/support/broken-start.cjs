// Loaded into main before the application (electron -r): breaks the start at the point that ANTEROOM_BREAKS names, and says on the terminal what the dialog for the person would have said, which
// waits until it is closed.
const { app, BrowserWindow, dialog, powerMonitor } = require('electron');

const fail = () => {
  throw new Error('Maria Okafor, born 1970-01-02');
};
const breaks = {
  'the first window': () => Reflect.set(BrowserWindow.prototype, 'show', fail),
  'the rest of main': () => Reflect.set(app, 'getVersion', fail),
  'the session': () => Reflect.set(powerMonitor, 'on', fail),
};
breaks[process.env.ANTEROOM_BREAKS]?.();
Reflect.set(dialog, 'showErrorBox', (title, content) => process.stderr.write(`${title}: ${content}\n`));
