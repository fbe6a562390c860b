import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askSystemTool } from './system-tool.ts';

/** The operating system's own name for this installation on this machine; null where it has none or does not say. */
export const readMachineId = (): string | null => {
  try {
    if (process.platform === 'win32')
      return windowsId(askSystemTool(join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe'), WINDOWS));
    if (process.platform === 'darwin') return macId(askSystemTool('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']));
    return linuxId(readFileSync('/etc/machine-id', 'utf8'));
  } catch {
    return null;
  }
};

const WINDOWS = ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'];

/** machine-id(5): 32 hexadecimal digits; empty or the word `uninitialized` in an image that never started. */
export const linuxId = (text: string): string | null => /^([0-9a-f]{32})\s*$/.exec(text)?.[1] ?? null;

/** From the answer of `reg query`: `    MachineGuid    REG_SZ    xxxxxxxx-xxxx-...`. */
export const windowsId = (text: string): string | null =>
  /^\s*MachineGuid\s+REG_SZ\s+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*$/im.exec(text)?.[1]?.toLowerCase() ?? null;

/** From the answer of `ioreg`: `"IOPlatformUUID" = "XXXXXXXX-XXXX-..."`. */
export const macId = (text: string): string | null =>
  /"IOPlatformUUID" = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/i.exec(text)?.[1]?.toLowerCase() ?? null;

/**
 * What the card keeps of the machine: HMAC-SHA256 of its id under the workstation's, hex. machine-id(5) asks that the id itself be shown to nobody; and two workstations of one machine
 * can't be told to be on one.
 */
export const machineMark = (workstationId: string, machineId: string): string =>
  createHmac('sha256', workstationId).update(`anteroom/machine/v1\0${machineId}`, 'utf8').digest('hex');

/** `other`: the practice was made, or last brought back by the kit, on another machine. Where either side is not known nothing is said. */
export const compareMachine = (
  card: { readonly workstationId: string; readonly machine?: string },
  machineId: string | null,
): 'same' | 'other' | 'unknown' => {
  if (card.machine === undefined || machineId === null) return 'unknown';
  return machineMark(card.workstationId, machineId) === card.machine ? 'same' : 'other';
};
