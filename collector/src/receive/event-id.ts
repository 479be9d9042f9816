const ZERO_ID = '0'.repeat(32);

/** 32 lower-case hex of an id with or without dashes, in any case. Undefined for everything else and for all zeros. */
export function canonicalEventId(value: unknown): string | undefined {
  if (typeof value !== 'string' || (value.length !== 32 && value.length !== 36)) return undefined;
  const id = (value.length === 36 ? withoutDashes(value) : value).toLowerCase();
  return /^[0-9a-f]{32}$/.test(id) && id !== ZERO_ID ? id : undefined;
}

function withoutDashes(uuid: string): string {
  const isUuid = uuid[8] === '-' && uuid[13] === '-' && uuid[18] === '-' && uuid[23] === '-';
  return isUuid ? uuid.replaceAll('-', '') : '';
}
