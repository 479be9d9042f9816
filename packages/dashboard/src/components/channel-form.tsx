import type { Channel } from '@bugsage/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addChannel, type ChannelBody } from '../api/alerts.ts';
import { CHANNEL_WORDS } from '../format/alert-words.ts';
import { ActionForm, type Fields } from './action-form.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TextField } from './text-field.tsx';

type Kind = Channel['kind'];
type Field = { readonly name: string; readonly label: string; readonly placeholder: string };
type Choice = {
  readonly hint: string;
  readonly fields: readonly Field[];
  /** What may be switched on. */
  readonly check?: { readonly name: string; readonly label: string };
};

const url: Field = { name: 'url', label: 'Address', placeholder: 'https://' };

/** What each kind needs to be told; the names are those of its target. */
const CHOICES: { readonly [Name in Kind]: Choice } = {
  webhook: {
    hint: 'Signed JSON. The secret to check it with is shown once, afterwards.',
    fields: [url],
    check: {
      name: 'drops_repeats',
      label:
        'The receiver drops what has a BugSage-Delivery it has seen: send again what may not have arrived',
    },
  },
  slack: {
    hint: 'A bot with the scopes chat:write and channels:history (groups:history in a private channel) that is a member of the channel. The message of an issue changes in place.',
    fields: [
      { name: 'token', label: 'Token of the bot', placeholder: 'xoxb-' },
      { name: 'channel', label: 'Id of the channel', placeholder: 'C0123456789' },
    ],
  },
  discord: { hint: 'A webhook of a channel.', fields: [url] },
  teams: { hint: 'A workflow that posts to a channel when a webhook request is received.', fields: [url] },
  email: {
    hint: 'Plain text; the operator has to configure a mail server.',
    fields: [{ name: 'address', label: 'E-mail address', placeholder: 'oncall@acme.example' }],
  },
};

export function ChannelForm({ projectId }: { readonly projectId: number }) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<Kind>('webhook');
  const [secret, setSecret] = useState<string | null>(null);
  const { hint, fields, check } = CHOICES[kind];
  return (
    <div className="integration-form">
      <label className="field">
        <span>Kind</span>
        <select className="select" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {(Object.keys(CHOICES) as Kind[]).map((name) => (
            <option key={name} value={name}>
              {CHANNEL_WORDS[name]}
            </option>
          ))}
        </select>
      </label>
      <p className="quiet">{hint} Kept encrypted; never shown again.</p>
      <ActionForm
        key={kind}
        submit="Add channel"
        action={(field) => addChannel(projectId, bodyOf(kind, field))}
        onDone={(channel) => {
          setSecret(channel.secret);
          void queryClient.invalidateQueries({ queryKey: ['projects', projectId, 'channels'] });
        }}
      >
        <TextField label="Name" name="name" maxLength={200} required placeholder="On call" />
        {fields.map(({ name, ...field }) => (
          <TextField
            key={name}
            name={name}
            type={name === 'token' ? 'password' : 'text'}
            required
            autoComplete="off"
            {...field}
          />
        ))}
        {check !== undefined && (
          <label className="field-check">
            <input type="checkbox" name={check.name} />
            <span>{check.label}</span>
          </label>
        )}
      </ActionForm>
      {secret !== null && (
        <SecretOnce
          secret={secret}
          label="secret of the webhook"
          hint="Added. Check signatures with this secret. It is shown now only."
        />
      )}
    </div>
  );
}

/** The server checks it field by field; its words are shown. */
function bodyOf(kind: Kind, field: Fields): ChannelBody {
  const { fields, check } = CHOICES[kind];
  const given = Object.fromEntries(fields.map(({ name }) => [name, field(name).trim()]));
  const checked = check === undefined ? {} : { [check.name]: field(check.name) === 'on' };
  return { kind, name: field('name'), target: { ...given, ...checked } } as ChannelBody;
}
