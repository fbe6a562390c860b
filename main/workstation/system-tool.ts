import { execFileSync } from 'node:child_process';

/**
 * What one of the operating system's own tools answers, as text. The only other programs that are ever run: reg.exe, ioreg and mount, by their full paths, with words written in our code, before any key
 * is read and any person is known. Throws when the tool is not there, fails, or takes more than five seconds.
 */
export const askSystemTool = (program: string, words: readonly string[] = []): string =>
  execFileSync(program, [...words], { encoding: 'utf8', timeout: 5_000, windowsHide: true, stdio: ['ignore', 'pipe', 'ignore'] });
