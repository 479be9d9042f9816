export type Finding = {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found, and where it is not well what to do next. */
  readonly text: string;
};

export const ok = (name: string, text: string): Finding => ({ name, state: 'ok', text });
export const warning = (name: string, text: string): Finding => ({ name, state: 'warning', text });
export const failed = (name: string, text: string): Finding => ({ name, state: 'failed', text });
