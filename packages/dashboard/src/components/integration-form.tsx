import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { connect, type IntegrationBody } from '../api/integrations.ts';
import { readStatusMap } from '../format/integration-words.ts';
import { ActionForm, type Fields } from './action-form.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TextField } from './text-field.tsx';

type Field = {
  readonly name: string;
  readonly label: string;
  readonly kind?: 'secret' | 'lines';
  readonly isOptional?: true;
  readonly placeholder?: string;
};
type Choice = {
  readonly word: string;
  readonly hint: string;
  readonly fields: readonly Field[];
  readonly body: (field: Fields) => unknown;
};

const token: Field = { name: 'token', label: 'Token', kind: 'secret' };
const repository: Field = { name: 'repository', label: 'Repository', placeholder: 'acme/shop' };
const enterprise: Field = {
  name: 'url',
  label: 'API address, when it is your own server',
  isOptional: true,
  placeholder: 'https://git.acme.example/api/v3',
};
const given = (name: string, value: string): Record<string, string> =>
  value === '' ? {} : { [name]: value };

/** What each service needs to be told. */
const CHOICES: Readonly<Record<string, Choice>> = {
  'github-token': {
    word: 'GitHub, with a token',
    hint: 'A fine-grained token that may read and write issues, and read contents and pull requests.',
    fields: [repository, token, enterprise],
    body: (field) => ({
      kind: 'github',
      settings: { repository: field('repository'), api_url: field('url') === '' ? null : field('url') },
      credentials: { token: field('token') },
    }),
  },
  'github-app': {
    word: 'GitHub, with an App',
    hint: 'An App of your own, installed for the repository.',
    fields: [
      repository,
      { name: 'app', label: 'App id' },
      { name: 'installation', label: 'Installation id' },
      { name: 'key', label: 'Private key (PEM)', kind: 'lines' },
      enterprise,
    ],
    body: (field) => ({
      kind: 'github',
      settings: { repository: field('repository'), api_url: field('url') === '' ? null : field('url') },
      credentials: {
        app_id: Number(field('app')),
        installation_id: Number(field('installation')),
        private_key: field('key'),
      },
    }),
  },
  gitlab: {
    word: 'GitLab',
    hint: 'A project token with the scope api.',
    fields: [
      { name: 'project', label: 'Project', placeholder: 'group/shop' },
      token,
      { name: 'url', label: 'Address, when it is your own server', isOptional: true },
    ],
    body: (field) => ({
      kind: 'gitlab',
      settings: { project: field('project'), ...given('url', field('url')) },
      credentials: { token: field('token') },
    }),
  },
  jira: {
    word: 'Jira',
    hint: 'An API token of a user who may create, edit, comment and transition issues.',
    fields: [
      { name: 'url', label: 'Address', placeholder: 'https://acme.atlassian.net' },
      { name: 'project', label: 'Project key', placeholder: 'SHOP' },
      { name: 'email', label: 'E-mail address of the user' },
      token,
      {
        name: 'map',
        label: 'Statuses there and here, one a line',
        kind: 'lines',
        isOptional: true,
        placeholder: "In Review = fixing\nWon't Do = ignored",
      },
    ],
    body: (field) => ({
      kind: 'jira',
      settings: { url: field('url'), project: field('project'), status_map: readStatusMap(field('map')) },
      credentials: { email: field('email'), api_token: field('token') },
    }),
  },
  sentry: {
    word: 'Sentry',
    hint: 'A token imports issues; the client secret of an internal integration lets webhooks in.',
    fields: [
      { name: 'organization', label: 'Organization' },
      { name: 'project', label: 'Project' },
      { ...token, isOptional: true },
      { name: 'secret', label: 'Client secret', kind: 'secret', isOptional: true },
      { name: 'url', label: 'Address, when it is your own server', isOptional: true },
    ],
    body: (field) => ({
      kind: 'sentry',
      settings: {
        organization: field('organization'),
        project: field('project'),
        ...given('url', field('url')),
      },
      credentials: given('token', field('token')),
      ...given('webhook_secret', field('secret')),
    }),
  },
  slack: {
    word: 'Slack',
    hint: 'The signing secret of your app lets the buttons below alerts work. Alerts themselves are channels.',
    fields: [{ name: 'secret', label: 'Signing secret', kind: 'secret' }],
    body: (field) => ({ kind: 'slack', webhook_secret: field('secret') }),
  },
};

type Created = { readonly url: string; readonly secret: string | null };

/** Connects a service; what the other side needs for its webhooks is shown once, afterwards. */
export function IntegrationForm({ projectId }: { readonly projectId: number }) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState('github-token');
  const [created, setCreated] = useState<Created | null>(null);
  const choice = CHOICES[chosen];
  return (
    <div className="integration-form">
      <label className="field">
        <span>Service</span>
        <select className="select" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {Object.entries(CHOICES).map(([name, { word }]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <p className="quiet">{choice?.hint} Kept encrypted; never shown again.</p>
      <ActionForm
        key={chosen}
        submit="Connect"
        action={(field) => {
          const body = { name: field('name'), ...(choice?.body(field) as object) };
          // The server checks it field by field; its words are shown.
          return connect(projectId, body as IntegrationBody);
        }}
        onDone={(integration) => {
          setCreated({ url: integration.webhook_url, secret: integration.webhook_secret });
          void queryClient.invalidateQueries({ queryKey: ['projects', projectId, 'integrations'] });
        }}
      >
        <TextField label="Name" name="name" maxLength={200} required placeholder="Shop" />
        {choice?.fields.map((field) => (
          <FormField key={field.name} field={field} />
        ))}
      </ActionForm>
      {created !== null && (
        <>
          <SecretOnce
            secret={created.url}
            label="address for webhooks"
            hint="Connected. Let the other side send its webhooks to this address:"
          />
          {created.secret !== null && (
            <SecretOnce
              secret={created.secret}
              label="secret of webhooks"
              hint="And give it this secret. It is shown now only."
            />
          )}
        </>
      )}
    </div>
  );
}

function FormField({ field }: { readonly field: Field }) {
  const { name, label, kind, isOptional = false, placeholder } = field;
  if (kind === 'lines') {
    return (
      <label className="field">
        <span>{label}</span>
        <textarea
          className="input input-code"
          name={name}
          rows={4}
          required={!isOptional}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
        />
      </label>
    );
  }
  return (
    <TextField
      label={label}
      name={name}
      type={kind === 'secret' ? 'password' : 'text'}
      required={!isOptional}
      placeholder={placeholder}
      autoComplete="off"
    />
  );
}
