import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/**
 * What a page may never do, whatever runs in it: navigate, open a window, embed a guest, ask for a permission, download, reach the network, open the developer tools in a
 * packaged app. One test stands behind each line.
 */
export const hardenSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOurs(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  // Nothing should reach the network; what tries anyway meets a proxy that isn't there.
  void session.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http=127.0.0.1:9;https=127.0.0.1:9;ftp=127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
};

const isOurs = (url: string): boolean =>
  url.startsWith(`${APP_ORIGIN}/`) || (!app.isPackaged && url.startsWith('devtools:')) || url.startsWith('blob:app://');

/** `address` is the one address of this page. */
export const hardenContents = (contents: WebContents, address: string): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  // A script can still turn its page into about:blank, which nobody is asked about: a page that is not at its address any more is ended, and the session with it.
  contents.on('did-navigate', (_event, url) => {
    if (url !== address) contents.forcefullyCrashRenderer();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
};
