import { describe, expect, it } from 'vitest';
import { planLaunch } from './launch-plan.ts';
import type { Machine } from './setup/machine.ts';

const target = { electronPath: '/cache/electron', root: '/checkout', node: '/node', from: '/home/ana' };
const demo = ['/node', '--disable-warning=ExperimentalWarning', '/checkout/build/demo/main.ts', '/cache/electron', '/checkout'];
const desktop: Machine = { root: false, screen: true, waylandOnly: false, needsSecretService: true, secretService: true };

describe('opening the application', () => {
  it("opens a demonstration on a person's desktop, sandboxed and with their own keychain", () => {
    expect(planLaunch(target, desktop, [])).toEqual({ command: demo, notices: [] });
  });

  it('opens a practice instead when one is named', () => {
    expect(planLaunch(target, desktop, ['--practice=/p']).command).toEqual(['/cache/electron', '/checkout', '--practice=/p']);
  });

  it('takes the folder as a word of its own too, from where the person stands', () => {
    expect(planLaunch(target, desktop, ['--practice', 'my practice']).command).toEqual([
      '/cache/electron',
      '/checkout',
      '--practice=/home/ana/my practice',
    ]);
  });

  it('opens nothing without a screen and says how to get one', () => {
    const plan = planLaunch(target, { ...desktop, screen: false }, []);
    expect(plan.command).toBeNull();
    expect(plan.notices.join('\n')).toMatch(/ssh -X[\s\S]*x11vnc[\s\S]*demo:screenshots/);
  });

  it('gives up the sandbox only as root, and says so', () => {
    const plan = planLaunch(target, { ...desktop, root: true }, []);
    expect(plan.command).toContain('--no-sandbox');
    expect(plan.notices).toHaveLength(1);
  });

  it('brings a throw-away keychain to a demonstration only where there is none', () => {
    const bare = { ...desktop, secretService: false };
    expect(planLaunch(target, bare, []).command?.[0]).toMatch(/with-keyring\.sh$/);
    expect(planLaunch(target, bare, ['--practice=/p']).command?.[0]).toBe('/cache/electron');
    expect(planLaunch(target, bare, []).notices.join()).toMatch(/vanish/);
    expect(planLaunch(target, { ...bare, needsSecretService: false }, []).command?.[0]).toBe('/node');
  });

  it('speaks Wayland where there is no X11', () => {
    expect(planLaunch(target, { ...desktop, waylandOnly: true }, []).command).toContain('--ozone-platform=wayland');
  });
});
