import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('password', () => {
  it('accepts the password that was hashed and no other', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword('correct horse battery', stored)).toBe(true);
    expect(await verifyPassword('correct horse batterY', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('salts each hash', async () => {
    const [first, second] = await Promise.all([hashPassword('same'), hashPassword('same')]);
    expect(first).not.toBe(second);
  });

  it('treats composed and decomposed accents as one password', async () => {
    expect(await verifyPassword('cafe\u0301 secret', await hashPassword('caf\u00e9 secret'))).toBe(true);
  });

  it('reads the cost from the stored text', async () => {
    const salt = Buffer.alloc(16);
    const hash = scryptSync('an older password', salt, 32, { N: 1024, r: 8, p: 1 });
    const stored = `scrypt$1024$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
    expect(await verifyPassword('an older password', stored)).toBe(true);
  });

  it('never accepts for a user who does not exist', async () => {
    expect(await verifyPassword('anything', null)).toBe(false);
  });

  it.each(['', 'plain', 'scrypt$1$2$3', '$2b$12$abcdefghijklmnopqrstuv'])(
    'refuses the stored text %j',
    async (stored) => {
      await expect(verifyPassword('anything', stored)).rejects.toThrow('not in the form');
    },
  );

  it('refuses a stored cost that would take the memory of the process', async () => {
    const stored = `scrypt$4194304$16$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
    await expect(verifyPassword('anything', stored)).rejects.toThrow(/memory limit/i);
  });
});
