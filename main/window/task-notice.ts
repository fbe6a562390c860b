import { BrowserWindow, Notification } from 'electron';
import { type TaskNews, taskSentence } from './task-sentence.ts';

export type { TaskNews };

/**
 * The one thing Anteroom says outside its own windows: how many tasks came, while the person looks at something else. The vault tells no more than the count, so there is no more here that
 * could be said (45 CFR 164.310(b): a notification lies open on a desk).
 */
export class TaskNotice {
  #shown: Notification | null = null;

  show(news: TaskNews, language: 'en' | 'es', window: BrowserWindow | null): void {
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
    this.close();
    const notice = new Notification({ title: 'Anteroom', body: taskSentence(news, language), silent: true });
    notice.on('click', () => {
      if (window === null || window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    });
    this.#shown = notice;
    notice.show();
  }

  close(): void {
    this.#shown?.close();
    this.#shown = null;
  }
}
