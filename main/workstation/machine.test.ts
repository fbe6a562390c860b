import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { compareMachine, linuxId, machineMark, macId, readMachineId, windowsId } from './machine.ts';

const UUID = '4c4c4544-0042-3510-8054-b4c04f4b5032';

test('each system says its own name for a machine in its own way', () => {
  expect(linuxId('3d1219c7c4c5404aaa1f6d2a48adfda4\n')).toBe('3d1219c7c4c5404aaa1f6d2a48adfda4');
  const registry = `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    ${UUID}\r\n\r\n`;
  expect(windowsId(registry)).toBe(UUID);
  const tree = `+-o J316sAP  <class IOPlatformExpertDevice>\n    {\n      "IOPlatformUUID" = "${UUID.toUpperCase()}"\n      "IOPlatformSerialNumber" = "C02"\n`;
  expect(macId(tree)).toBe(UUID);
});

test('what is no name of a machine is not taken for one', () => {
  for (const text of ['', 'uninitialized\n', '0', `${UUID}\n`]) expect(linuxId(text)).toBe(null);
  for (const text of ['', 'ERROR: The system was unable to find the specified registry key or value.', '    MachineGuid    REG_SZ    \r\n'])
    expect(windowsId(text)).toBe(null);
  expect(macId('"IOPlatformUUID" = ""')).toBe(null);
});

test('this machine has a name where it keeps one', () => {
  if (process.platform !== 'linux' || !existsSync('/etc/machine-id')) return;
  expect(readMachineId()).toBe(linuxId(readFileSync('/etc/machine-id', 'utf8')));
});

test('a card tells its machine from another, does not show its name, and says nothing where there is nothing to compare', () => {
  const workstationId = newId();
  const machine = machineMark(workstationId, 'a');
  expect(machine).toMatch(/^[0-9a-f]{64}$/);
  expect(machineMark(newId(), 'a')).not.toBe(machine);
  expect(compareMachine({ workstationId, machine }, 'a')).toBe('same');
  expect(compareMachine({ workstationId, machine }, 'b')).toBe('other');
  expect([compareMachine({ workstationId, machine }, null), compareMachine({ workstationId }, 'a')]).toEqual(['unknown', 'unknown']);
});
