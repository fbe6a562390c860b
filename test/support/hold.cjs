// Loaded into main before the application (electron -r): holds its start until the driver is there. Without it the driver comes while the first page is on its way from the empty page to
// ours; it then misses that the page arrived, and waits for it for ever (one launch in some forty). The driver says that it is there by the name it gives that itself.
const { app } = require('electron');

const ready = app.whenReady();
const driven = Promise.withResolvers();
// Whoever starts it without a driver does not wait for one for long.
setTimeout(driven.resolve, 20_000).unref();
Reflect.set(globalThis, '__playwright_run', driven.resolve);
Reflect.set(app, 'whenReady', () => Promise.all([ready, driven.promise]));
