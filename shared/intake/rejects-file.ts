/** The columns that the spreadsheet of rows left out has before those of the file, by which it is known when it comes back. */
export const REJECTS_HEADINGS = { en: ['Row', 'Why it was not imported'], es: ['Fila', 'Por qué no se importó'] } as const;

export const REJECTS_COLUMNS = 2;

/** Whether the first row of a table heads a spreadsheet of rows left out. */
export const isRejectsHeading = (cells: readonly string[]): boolean =>
  Object.values(REJECTS_HEADINGS).some((headings) => headings.every((heading, index) => cells[index] === heading));
