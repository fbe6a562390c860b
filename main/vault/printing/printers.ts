import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { PRINT_KINDS, type PrintKind } from '../../../shared/phi/print.ts';
import type { VaultPlainHandlers } from '../../gate/handlers.ts';
import type { LedgerSide } from '../ledger-side.ts';
import type { Spooler } from './spooler.ts';

const remembered = z.partialRecord(z.enum(PRINT_KINDS), z.string());
type Remembered = z.infer<typeof remembered>;

/** The printer last used on this workstation for each kind of print. A convenience: what can't be read is forgotten. */
export const rememberedPrinters = ({ roll }: Pick<LedgerSide, 'roll'>): Remembered =>
  remembered.safeParse(roll.setting('printers')).data ?? {};

export const rememberPrinter = (ledger: Pick<LedgerSide, 'roll' | 'within'>, kind: PrintKind, printer: string): void => {
  const before = rememberedPrinters(ledger);
  if (before[kind] === printer) return;
  ledger.within(() => ledger.roll.set('printers', { ...before, [kind]: printer }));
};

/** Which printers there are, or why there is none. */
export const printersHere = async (spooler: Spooler): Promise<Pick<Result<'printer.list'>, 'printers' | 'usual' | 'problem'>> => {
  try {
    const { names, usual } = await spooler.printers();
    return { printers: [...names], usual, problem: null };
  } catch (error) {
    const problem = PROBLEMS.find((code) => error instanceof Failure && error.code === code);
    if (problem === undefined) throw error;
    return { printers: [], usual: null, problem };
  }
};

/** The same for an open session. One that is remembered and gone is not offered. */
export const printerHandlers = (ledger: Pick<LedgerSide, 'roll'>, spooler: Spooler): Pick<VaultPlainHandlers, 'printer.list'> => ({
  'printer.list': async () => {
    const here = await printersHere(spooler);
    const known = Object.entries(rememberedPrinters(ledger)).filter(([, printer]) => here.printers.includes(printer));
    return { ...here, remembered: Object.fromEntries(known) };
  },
});

const PROBLEMS = ['printer-none', 'printer-silent'] as const;
