import { type BrowserWindow, Notification } from 'electron';
import { type TaskNews, taskSentence } from './task-sentence.ts';

export type { TaskNews };

/**
 * The one thing Anteroom says outside its own windows: how many tasks came, while the person looks at something else. The vault tells no more than the count, so there is no more here that
 * could be said (45 CFR 164.310(b): a notification lies open on a desk).
 */
export class TaskNotice {
  #shown: Notification | null = null;

  show(news: TaskNews, language: 'en' | 'es', window: BrowserWindow): void {
    if (window.isFocused() || !Notification.isSupported()) return;
    this.close();
    const notice = new Notification({ title: 'Anteroom', body: taskSentence(news, language), silent: true });
    notice.on('click', () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    });
    this.#shown = notice;
    notice.show();
  }

  /** Nobody is left whose tasks they are. */
  close(): void {
    this.#shown?.close();
    this.#shown = null;
  }
}
