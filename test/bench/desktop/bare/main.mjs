// The least an Electron program with one React page can be: the same switches and the same kind of window as Anteroom's, and nothing behind it.
import { app, BrowserWindow, Menu } from 'electron';

const word = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
app.setPath('userData', word('profile'));
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.commandLine.appendSwitch('disable-gpu-shader-disk-cache');
app.commandLine.appendSwitch('disable-http-cache');
app.commandLine.appendSwitch('password-store', 'basic');

// Not awaited here: Electron becomes ready only after its main module has run to its end.
void app.whenReady().then(() => {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    backgroundColor: '#f3f5f5',
    webPreferences: {
      partition: 'bare',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(word('page'));
});
