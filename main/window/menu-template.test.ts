import { describe, expect, it } from 'vitest';
import { COMMAND_IDS, COMMANDS, mayCommand } from '../../shared/commands.ts';
import { ROLES } from '../../shared/permissions.ts';
import { commandsIn, menuTemplate } from './menu-template.ts';
import { ZOOM_STEPS, zoomAfter } from './zoom.ts';

const idle = { command: () => undefined, zoom: () => undefined };
const rolesIn = (template: ReturnType<typeof menuTemplate>): unknown[] =>
  template.flatMap((menu) => [menu.role, ...(Array.isArray(menu.submenu) ? menu.submenu.map(({ role }) => role) : [])]).filter(Boolean);

describe('the menu bar', () => {
  it.each(ROLES)('carries every command a %s may give that has a menu, and no other', (role) => {
    const wanted = COMMAND_IDS.filter((id) => COMMANDS[id].menu !== null && mayCommand(role, id));
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      expect([...commandsIn(menuTemplate({ language: 'en', role }, idle, platform))].sort()).toEqual([...wanted].sort());
    }
  });

  it('offers no command while nobody is signed in, but paste for the password', () => {
    const template = menuTemplate({ language: 'es', role: null }, idle, 'linux');
    expect(commandsIn(template)).toEqual([]);
    expect(rolesIn(template)).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'quit']));
  });

  it('has no way to the developer tools, to a reload or to a zoom without bounds', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const roles = rolesIn(menuTemplate({ language: 'en', role: 'owner' }, idle, platform));
      for (const way of ['toggleDevTools', 'reload', 'forceReload', 'zoomIn', 'zoomOut', 'viewMenu', 'fileMenu'])
        expect(roles).not.toContain(way);
    }
  });

  it('says every word in the language of the screen', () => {
    const labels = (language: 'en' | 'es') =>
      menuTemplate({ language, role: 'owner' }, idle, 'linux').flatMap((menu) => [
        menu.label,
        ...(Array.isArray(menu.submenu) ? menu.submenu.filter(({ type }) => type !== 'separator').map(({ label }) => label) : []),
      ]);
    const english = labels('en');
    for (const [index, label] of labels('es').entries()) expect(label, english[index]).not.toBe(english[index]);
  });

  it('gives a command when it is clicked', () => {
    const given: string[] = [];
    const template = menuTemplate({ language: 'en', role: 'owner' }, { ...idle, command: (id) => given.push(id) }, 'linux');
    for (const { submenu } of template) {
      for (const item of Array.isArray(submenu) ? submenu : [])
        if (item.id === 'patient.new') Reflect.apply(item.click ?? (() => undefined), null, []);
    }
    expect(given).toEqual(['patient.new']);
  });
});

describe('the size of the screen', () => {
  it('goes step by step from 80 to 200 % and no further', () => {
    let factor = zoomAfter(1, 'usual');
    for (let turns = 0; turns < 20; turns += 1) factor = zoomAfter(factor, 'in');
    expect(factor).toBe(2);
    for (let turns = 0; turns < 20; turns += 1) factor = zoomAfter(factor, 'out');
    expect(factor).toBe(ZOOM_STEPS[0]);
    expect(zoomAfter(factor, 'usual')).toBe(1);
  });
});
