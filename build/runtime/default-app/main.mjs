// What `electron <folder>` runs on the development runtime: it starts the application of that folder the way the
// official package's own default application does, so that app.isPackaged, process.defaultApp, the name, the version
// and the profile folder come out the same. `-r` is how Playwright's loader gets in.
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

/** Reads the command line: what to require first, and which folder or file to run. */
function readCommandLine(argv) {
  const required = [];
  let target = null;
  for (let index = 0; index < argv.length && target === null; index += 1) {
    const argument = argv[index];
    if (argument === '-v' || argument === '--version') return { version: true, required, target };
    if (argument === '-r' || argument === '--require') {
      index += 1;
      required.push(argv[index]);
    } else if (argument.startsWith('--app=')) target = argument.slice('--app='.length);
    else if (!argument.startsWith('-')) target = argument;
  }
  return { version: false, required, target };
}

const line = readCommandLine(process.argv.slice(1));
if (line.version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (line.required.length > 0) Module._preloadModules(line.required);
if (line.target === null) {
  console.error('usage: electron <folder of the application>');
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const folder = path.resolve(line.target);
const manifestFile = path.join(folder, 'package.json');
const hasManifest = fs.existsSync(manifestFile);
if (hasManifest) {
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
}
const entry = Module._resolveFilename(folder, null, true);
app.setAppPath(hasManifest ? folder : path.dirname(entry));
await import(pathToFileURL(entry).toString());
