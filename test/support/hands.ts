import type { Locator, Page } from '@playwright/test';

/**
 * A person's hands on a page: real key and mouse events, through the same input path of Chromium as a keyboard. The fields are the test's own, so that what is proven of the
 * runtime does not hang on which form a screen shows today.
 */
export const fieldIn = async (page: Page, name: string, tag: 'input' | 'textarea' = 'input'): Promise<Locator> => {
  await page.evaluate(
    ([label, kind]) => {
      if (document.querySelector(`[aria-label="${label}"]`) !== null) return;
      const field = document.createElement(kind);
      field.setAttribute('aria-label', label);
      Object.assign(field.style, { position: 'relative', zIndex: '9999', display: 'block' });
      document.body.prepend(field);
    },
    [name, tag] as const,
  );
  return page.getByLabel(name, { exact: true });
};

export const typeInto = async (field: Locator, text: string): Promise<void> => {
  await field.focus();
  await field.pressSequentially(text);
};

/** Selects all of a field and copies it: afterwards it is on the clipboard and, where there is one, in the primary selection. */
export const copyAll = async (field: Locator): Promise<void> => {
  await field.press('Control+a');
  await field.press('Control+c');
};

/** What a paste, and on Linux a click with the middle button, puts into the field. */
export const pasteInto = async (field: Locator): Promise<string> => {
  await field.press('Control+v');
  const pasted = await field.inputValue();
  if (pasted === '') await field.click({ button: 'middle' });
  return field.inputValue();
};

/** Searches for and opens a patient and shows the answer, all within the page: nothing of it goes over the line the test drives the page by. */
export const readAloud = (page: Page, patientId: string): Promise<void> =>
  page.evaluate(async (id) => {
    const clinic = Reflect.get(window, 'clinic');
    const opened = await clinic['patient.open']({ patientId: id });
    if (!opened.ok) throw new Error(opened.code);
    const { familyName, givenName } = opened.value.details;
    const found = await clinic['patient.search']({ query: `${givenName} ${familyName}` });
    if (!found.ok || found.value.hits.length === 0) throw new Error('the patient was not found');
    const shown = document.createElement('p');
    shown.id = 'shown';
    shown.textContent = `${JSON.stringify(opened.value.details)} ${JSON.stringify(found.value.hits)}`;
    document.body.prepend(shown);
  }, patientId);

/** Selects what `readAloud` showed, with three clicks. */
export const selectShown = (page: Page): Promise<void> => page.locator('#shown').click({ clickCount: 3, position: { x: 5, y: 5 } });

/** Types the password (and code) on the unlock page and signs in with what stands in the fields. */
export const signInTyping = async (door: Page, userId: string, password: string, code?: string): Promise<void> => {
  await typeInto(await fieldIn(door, 'password'), password);
  if (code !== undefined) await typeInto(await fieldIn(door, 'code'), code);
  await door
    .evaluate((id) => {
      const value = (label: string) => document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)?.value;
      const typedCode = value('code');
      const asked = { userId: id, password: value('password'), ...(typedCode === undefined ? {} : { code: typedCode }) };
      void Reflect.get(window, 'clinic')['door.sign-in'](asked);
    }, userId)
    .catch(() => undefined);
};
