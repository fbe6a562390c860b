import type { UnlockBridge, WorkspaceBridge } from '../bridge.d.ts';

const isWorkspace = (bridge: UnlockBridge | WorkspaceBridge): bridge is WorkspaceBridge => 'preferences.read' in bridge;

/** The operations of the workspace, as the preload made them. Screens use `ask` and `useAnswer`, which also know about reasons. */
export const clinic = ((): WorkspaceBridge => {
  if (!isWorkspace(window.clinic)) throw new Error('this page is not the workspace');
  return window.clinic;
})();
