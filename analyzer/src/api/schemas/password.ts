import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import { text } from './text.ts';

/** A password as it is typed to sign in; any length that could be one. */
export const passwordSchema = text(API_LIMITS.passwordLengthMax).min(1);

/** A password somebody chooses. Length is what counts; no rules about digits (NIST SP 800-63B 5.1.1). */
export const newPasswordSchema = text(API_LIMITS.passwordLengthMax)
  .min(API_LIMITS.passwordLengthMin)
  .refine(
    (password) => new Set(password).size > 2,
    'A password of one or two repeated characters is no secret',
  );

/** The secret of an invitation or password link. */
export const linkSecretSchema = z.string().regex(/^[\w-]{16,64}$/, 'Expected the part of the link after #');

export const emailSchema = z.email().max(API_LIMITS.emailLengthMax);
