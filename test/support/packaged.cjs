// Loaded into main before the application (electron -r): it runs as if it were packaged.
const { app } = require('electron');

Object.defineProperty(app, 'isPackaged', { value: true });
