import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createToken, revokeToken, tokensQuery, type TokenScope } from '../api/profile.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionTable } from './action-table.tsx';
import { ActionForm } from './action-form.tsx';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TextField } from './text-field.tsx';

const SCOPES: readonly (readonly [TokenScope, string])[] = [
  ['read', 'read everything I see'],
  ['write', 'also change issues and fixes'],
  ['admin', 'also change projects and members'],
  ['artifacts', 'only upload source maps and releases'],
];
const LIVES: readonly (readonly [string, string])[] = [
  ['90', '90 days'],
  ['365', 'a year'],
  ['', 'until revoked'],
];

/** API tokens: for programs that act in my name. */
export function TokenPanel() {
  const [secret, setSecret] = useState<string | null>(null);
  const tokens = useQuery(tokensQuery()).data ?? [];
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['me', 'tokens'] });
  return (
    <Panel title="API tokens">
      {tokens.length > 0 && (
        <ActionTable label="API tokens" columns={['Name', 'Token', 'May', 'Last used']} hasActions>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td className="cell-long">{visibleText(token.name)}</td>
              <td>
                <code>{token.prefix}…</code>
              </td>
              <td>{token.scopes.join(', ')}</td>
              <td>{token.last_used_at === null ? 'never' : <RelativeTime at={token.last_used_at} />}</td>
              <td className="cell-end">
                <RowButton
                  word="Revoke"
                  label={`Revoke ${visibleText(token.name)}`}
                  action={() => revokeToken(token.id)}
                  onDone={refresh}
                />
              </td>
            </tr>
          ))}
        </ActionTable>
      )}
      {secret !== null && (
        <SecretOnce secret={secret} label="API token" hint="This is the token. It is shown now only." />
      )}
      <ActionForm
        className="form form-row"
        submit="Make a token"
        action={(field) => {
          const scope = SCOPES.find(([name]) => name === field('scope'))?.[0] ?? 'read';
          const days = field('days') === '' ? null : Number(field('days'));
          return createToken({ name: field('name'), scope, days });
        }}
        onDone={({ token }) => {
          setSecret(token);
          void refresh();
        }}
      >
        <TextField label="What it is for" name="name" maxLength={200} required />
        <Choice label="It may" name="scope" choices={SCOPES} />
        <Choice label="For" name="days" choices={LIVES} />
      </ActionForm>
    </Panel>
  );
}

type ChoiceProperties = {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly (readonly [value: string, word: string])[];
};

export function Choice({ label, name, choices }: ChoiceProperties) {
  return (
    <label className="field">
      <span>{label}</span>
      <select className="select" name={name}>
        {choices.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
