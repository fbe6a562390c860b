import * as z from 'zod';

const cursor = z.object({ name: z.string(), start: z.number().nullable(), end: z.number().nullable() });
const content = z.object({ values: z.unknown(), cursor: cursor.nullable() });

/** The field somebody was in, and where in it. */
export type Cursor = z.infer<typeof cursor>;

/** A form's state and cursor as the text of a draft. */
export const writeDraft = (values: unknown, at: Cursor | null): string => JSON.stringify({ values, cursor: at });

/** The text of a draft as values of the form, when they still fit its schema; null otherwise. */
export const readDraft = <T>(text: string, schema: z.ZodType<T>): { readonly values: T; readonly cursor: Cursor | null } | null => {
  try {
    const read = content.safeParse(JSON.parse(text));
    const values = schema.safeParse(read.data?.values);
    return read.success && values.success ? { values: values.data, cursor: read.data.cursor } : null;
  } catch {
    return null;
  }
};

/** Where the focus is inside a form. */
export const cursorIn = (form: HTMLElement | null): Cursor | null => {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || form?.contains(field) !== true || field.name === '') {
    return null;
  }
  return { name: field.name, start: field.selectionStart, end: field.selectionEnd };
};

/** Puts the focus and the caret back. */
export const putCursor = (form: HTMLElement | null, at: Cursor | null): void => {
  if (at === null) return;
  const field = form?.querySelector<HTMLElement>(`[name="${CSS.escape(at.name)}"]`);
  field?.focus();
  if (at.start !== null && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.selectionStart !== null) {
    field.setSelectionRange(at.start, at.end);
  }
};
