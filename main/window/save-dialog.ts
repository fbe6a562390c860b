import { type BrowserWindow, dialog } from 'electron';

/** Asks the person where to save a file, in front of the window they look at; null when they would rather not, or look at none. */
export const chooseFile = async (window: BrowserWindow | null, name: string): Promise<string | null> => {
  if (window === null || window.isDestroyed()) return null;
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name, properties: ['showOverwriteConfirmation'] });
  return canceled || filePath === '' ? null : filePath;
};
