import { Textarea } from '@mantine/core';
import { useEmptyField } from '../ui/form.tsx';

interface SheetFieldsProps {
  readonly sheets: readonly string[];
  readonly onChange: (sheets: readonly string[]) => void;
  /** How many of them can't be left empty. */
  readonly required: number;
  readonly labelOf: (at: number) => string;
  readonly helpOf?: (at: number) => string | null;
}

/** The words of the recovery kit's sheets, typed from paper. */
export function SheetFields({ sheets, onChange, required, labelOf, helpOf }: SheetFieldsProps) {
  return sheets.map((sheet, at) => (
    <SheetField
      // biome-ignore lint/suspicious/noArrayIndexKey: the fields are alike and never move
      key={at}
      name={`sheet-${at + 1}`}
      label={labelOf(at)}
      help={helpOf?.(at) ?? null}
      required={at < required}
      first={at === 0}
      value={sheet}
      onChange={(text) => onChange(sheets.map((other, place) => (place === at ? text : other)))}
    />
  ));
}

interface SheetFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly required: boolean;
  readonly first: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function SheetField({ name, label, help, required, first, value, onChange }: SheetFieldProps) {
  return (
    <Textarea
      name={name}
      label={label}
      description={help}
      error={useEmptyField(name)}
      required={required}
      withAsterisk={false}
      autosize
      minRows={3}
      spellCheck={false}
      autoComplete="off"
      maxLength={2000}
      autoFocus={first}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
