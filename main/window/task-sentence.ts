export interface TaskNews {
  readonly fresh: number;
  readonly due: number;
}

const WORDS = {
  en: {
    fresh: (count: number) => (count === 1 ? '1 new task' : `${count} new tasks`),
    due: (count: number) => (count === 1 ? '1 task is due' : `${count} tasks are due`),
  },
  es: {
    fresh: (count: number) => (count === 1 ? '1 tarea nueva' : `${count} tareas nuevas`),
    due: (count: number) => (count === 1 ? '1 tarea vence ahora' : `${count} tareas vencen ahora`),
  },
} as const;

/** "1 new task": how many, and never whose, about whom or what. */
export const taskSentence = ({ fresh, due }: TaskNews, language: 'en' | 'es'): string => {
  const words = WORDS[language];
  return [fresh > 0 ? words.fresh(fresh) : '', due > 0 ? words.due(due) : ''].filter((part) => part !== '').join('; ');
};
