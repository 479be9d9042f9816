import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { beginTotp, confirmTotp, disableTotp } from '../api/profile.ts';
import { ActionForm } from './action-form.tsx';
import { QrCode } from './qr-code.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TextField } from './text-field.tsx';

type Step =
  | { readonly name: 'rest' }
  | { readonly name: 'scan'; readonly secret: string; readonly uri: string }
  | { readonly name: 'codes'; readonly codes: readonly string[] };

type Properties = { readonly isEnabled: boolean; readonly hasPassword: boolean };

/** rest -> scan (the secret is in the app) -> codes (it counts; write these down) -> rest */
export function SecondFactorForm({ isEnabled, hasPassword }: Properties) {
  const [step, setStep] = useState<Step>({ name: 'rest' });
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['me'] });

  if (step.name === 'codes') {
    return (
      <>
        <SecretOnce
          secret={step.codes.join('\n')}
          label="recovery codes"
          hint="Your second factor is on. Keep these recovery codes somewhere safe: each one lets you in once when the app is gone. They are shown now only."
        />
        <button type="button" className="button" onClick={() => setStep({ name: 'rest' })}>
          I have kept them
        </button>
      </>
    );
  }
  if (step.name === 'scan') {
    return (
      <ActionForm
        submit="Switch on"
        action={(field) => confirmTotp(field('code'))}
        onDone={({ recovery_codes: codes }) => {
          setStep({ name: 'codes', codes });
          void refresh();
        }}
      >
        <p className="quiet">Scan this with your authenticator app, or type the secret into it.</p>
        <QrCode text={step.uri} label="QR code of the secret" />
        <p>
          <code className="secret-text">{step.secret}</code>
        </p>
        <TextField
          label="Six digits the app shows now"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]{6}"
          required
        />
      </ActionForm>
    );
  }
  const password = hasPassword && (
    <TextField
      label="Your password"
      name="password"
      type="password"
      autoComplete="current-password"
      required
    />
  );
  return isEnabled ? (
    <ActionForm
      submit="Switch off"
      action={(field) => disableTotp(field('password'))}
      onDone={() => void refresh()}
    >
      <p className="quiet">On: signing in takes a code of your authenticator app as well.</p>
      {password}
    </ActionForm>
  ) : (
    <ActionForm
      submit="Set up"
      action={(field) => beginTotp(field('password'))}
      onDone={(begun) => setStep({ name: 'scan', ...begun })}
    >
      <p className="quiet">Off: whoever has your password is you.</p>
      {password}
    </ActionForm>
  );
}
