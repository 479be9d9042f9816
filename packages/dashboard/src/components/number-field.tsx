import { TextField } from './text-field.tsx';

type NumberFieldProperties = {
  readonly label: string;
  readonly name: string;
  readonly value: number | null;
  readonly min: number;
  readonly max?: number;
  readonly step?: string;
  readonly required?: boolean;
};

/** A labelled number; empty is none. */
export function NumberField({ value, ...input }: NumberFieldProperties) {
  return <TextField type="number" inputMode="decimal" defaultValue={value ?? ''} {...input} />;
}

/** What was typed into it. */
export function numberOf(form: FormData, name: string): number | null {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : null;
}
