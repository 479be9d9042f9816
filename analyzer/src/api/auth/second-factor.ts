import { randomBytes } from 'node:crypto';
import { createSeal, type SecondFactorStore, type User } from '@bugsage/backends';
import { Secret, TOTP } from 'otpauth';
import { API_LIMITS } from '../limits.ts';
import { hashSecret } from './api-tokens.ts';

const PERIOD_SECONDS = 30;
/** Codes of the step before and after count too: clocks of phones differ. */
const WINDOW_STEPS = 1;
const SECRET_BYTES = 20;

export type SecondFactor = {
  /** A new secret, for the app of the user; null when one counts already. */
  begin(user: User): Promise<{ secret: string; uri: string } | null>;
  /** Recovery codes when the code is right: from now on logins need one. */
  confirm(user: User, code: string): Promise<readonly string[] | null>;
  /** Whether a code of the app, or a recovery code, lets the user in. Each is good for one use. */
  verify(user: User, code: string): Promise<boolean>;
};

/** Time-based one-time codes (RFC 6238): SHA-1, 6 digits, 30 seconds, which is what every app understands. */
export function createSecondFactor(options: {
  readonly store: SecondFactorStore;
  readonly secretKey: string;
  readonly now: () => number;
}): SecondFactor {
  const { store, now } = options;
  const seal = createSeal(options.secretKey, 'totp');

  /** The time step the code belongs to; null when it is wrong. */
  const stepOf = (user: User, code: string): number | null => {
    if (user.totp_secret === null) return null;
    const delta = totpOf(user.email, seal.open(user.totp_secret)).validate({
      token: code,
      window: WINDOW_STEPS,
      timestamp: now(),
    });
    return delta === null ? null : Math.floor(now() / 1_000 / PERIOD_SECONDS) + delta;
  };

  return {
    begin: async (user) => {
      const secret = new Secret({ size: SECRET_BYTES }).base32;
      if (!(await store.begin(user.id, seal.seal(secret)))) return null;
      return { secret, uri: totpOf(user.email, secret).toString() };
    },
    confirm: async (user, code) => {
      const step = stepOf(user, code);
      if (step === null) return null;
      const codes = Array.from({ length: API_LIMITS.recoveryCodes }, createRecoveryCode);
      const isConfirmed = await store.confirm(
        user.id,
        step,
        codes.map((text) => hashSecret(plain(text))),
      );
      return isConfirmed ? codes : null;
    },
    verify: async (user, code) => {
      if (!/^\d{6}$/.test(plain(code))) return store.spendRecoveryCode(user.id, hashSecret(plain(code)));
      const step = stepOf(user, plain(code));
      return step !== null && store.spendStep(user.id, step);
    },
  };
}

function totpOf(email: string, secret: string): TOTP {
  return new TOTP({
    issuer: 'BugSage',
    label: email,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  });
}

/** 80 bits, so that a plain hash of it cannot be searched: `7f3a1-...`. */
function createRecoveryCode(): string {
  return (randomBytes(10).toString('hex').match(/.{5}/g) ?? []).join('-');
}

/** People copy codes with spaces and hyphens. */
function plain(code: string): string {
  return code.replaceAll(/[\s-]/g, '').toLowerCase();
}
