import type { Api } from '../api-instance.ts';

/** Reads `application/x-www-form-urlencoded`. A repeated field becomes a list, which no schema accepts. */
export function acceptForms(api: Api): void {
  api.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      const fields = new URLSearchParams(String(body));
      const names = new Set(fields.keys());
      done(
        null,
        Object.fromEntries(
          [...names].map((name) => {
            const values = fields.getAll(name);
            return [name, values.length === 1 ? values[0] : values];
          }),
        ),
      );
    },
  );
}
