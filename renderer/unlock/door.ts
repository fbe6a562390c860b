import type { UnlockBridge, WorkspaceBridge } from '../bridge.d.ts';

const isUnlock = (bridge: UnlockBridge | WorkspaceBridge): bridge is UnlockBridge => 'door.sign-in' in bridge;

/** What the unlock page may ask, as the preload made it. */
export const door = ((): UnlockBridge => {
  if (!isUnlock(window.clinic)) throw new Error('this page is not the unlock page');
  return window.clinic;
})();
