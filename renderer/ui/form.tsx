import { createContext, type FormEvent, type ReactNode, type Ref, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';

const NONE: ReadonlySet<string> = new Set();
const EmptyFields = createContext(NONE);

type Typed = HTMLInputElement | HTMLTextAreaElement;
const isTyped = (element: Element): element is Typed => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
const isEmpty = (field: Typed): boolean => field.required && !field.disabled && field.value.trim() === '';

/** What a required field of this name says after its form was sent without it; null while there is nothing to say. */
export function useEmptyField(name: string | undefined): string | null {
  const { t } = useTranslation();
  return useContext(EmptyFields).has(name ?? '') ? t('common.required') : null;
}

interface FormProps {
  readonly onSend: () => void;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLFormElement>;
  readonly children: ReactNode;
}

/**
 * A form whose required fields are asked for in the person's own language: the browser's bubbles speak the system's, and vanish. Each empty field says so
 * below itself, and the first one takes the focus.
 */
export function Form({ onSend, className, ref, children }: FormProps) {
  const [empty, setEmpty] = useState(NONE);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const missing = [...event.currentTarget.elements].filter(isTyped).filter(isEmpty);
    setEmpty(new Set(missing.map(({ name }) => name)));
    if (missing.length === 0) onSend();
    else missing[0]?.focus();
  };
  const typed = (event: FormEvent<HTMLFormElement>) => {
    const { target } = event;
    if (target instanceof Element && isTyped(target) && empty.has(target.name))
      setEmpty(new Set([...empty].filter((name) => name !== target.name)));
  };
  return (
    <form ref={ref} className={className} noValidate onSubmit={send} onInput={typed}>
      <EmptyFields value={empty}>{children}</EmptyFields>
    </form>
  );
}
