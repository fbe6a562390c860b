import { useEffect, useState } from 'react';
import type { Answer } from '../../shared/contract.ts';
import type { PrintPreview } from '../../shared/phi/print.ts';
import { language } from '../i18n/i18n.ts';
import type { Refusal } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import type { Wanted } from './print-request.ts';

const make = (wanted: Wanted): Promise<Answer<PrintPreview>> => {
  switch (wanted.kind) {
    case 'slip':
      return ask('print.slip', { patientId: wanted.patientId, visitId: wanted.visitId, language: language() });
    case 'day':
      return ask('print.day', { day: wanted.day, providerId: wanted.providerId, language: language() });
    case 'label':
      return ask('print.label', { patientId: wanted.patientId, language: language() });
    case 'face-sheet':
      return ask('print.face-sheet', { patientId: wanted.patientId, language: language() });
  }
};

interface Print {
  /** The last one made; it stays to be looked at while the next is being made. */
  readonly print: PrintPreview | null;
  readonly failure: Refusal | null;
  /** Whether `print` is the one that is wanted now. */
  readonly ready: boolean;
  readonly again: () => void;
}

/** Has the print made in the vault, once for each thing wanted. */
export function usePrint(wanted: Wanted): Print {
  const [made, setMade] = useState<Omit<Print, 'again'>>({ print: null, failure: null, ready: false });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is wanted, and `round` asks again
  useEffect(() => {
    let over = false;
    setMade(({ print }) => ({ print, failure: null, ready: false }));
    void make(wanted).then((answer) => {
      if (over) return;
      if (answer.ok) setMade({ print: answer.value, failure: null, ready: true });
      else setMade({ print: null, failure: { code: answer.code, seconds: answer.seconds ?? null }, ready: false });
    });
    return () => {
      over = true;
    };
  }, [key, round]);
  return { ...made, again: () => setRound((before) => before + 1) };
}
