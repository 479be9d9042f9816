/** Why a map cannot be used; `why` is a sentence for people. */
export type MapError = {
  readonly code: 'map_invalid' | 'map_too_large' | 'map_version';
  readonly why: string;
};

export type MapResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: MapError };

/** Carries a {@link MapError} out of nested readers; never leaves this folder. */
export class MapFault extends Error {
  readonly error: MapError;

  constructor(why: string, code: MapError['code'] = 'map_invalid') {
    super(why);
    this.error = { code, why };
  }
}

/** Runs readers that throw {@link MapFault}; anything else they throw is a mistake of ours and goes on. */
export function mapResult<Value>(read: () => Value): MapResult<Value> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof MapFault) return { ok: false, error: error.error };
    throw error;
  }
}
