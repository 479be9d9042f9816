import { expect, test } from 'vitest';
import { isSensitiveKey } from './sensitive-key.ts';

test.each(
  'password PASSWORD db_password userPassword2 passwd passphrase secret client_secret clientSecret apiKey api-key X-Api-Key api_key auth Authorization Proxy-Authorization x-auth-token oauth_token credentials awsCredential token access_token csrfToken refreshTokens jwt session sessionId JSESSIONID Cookie Set-Cookie csrf X-XSRF-TOKEN card creditCard card_number cvv iban private_key ssn otp sid'.split(
    ' ',
  ),
)('%s names a secret', (key) => {
  expect(isSensitiveKey(key)).toBe(true);
});

test.each(
  'author authority authored discard cardinality wildcard tokenizer max_tokens prompt_tokens passed passenger compass keyboard monkey obsession possession is_authenticated url id name status insider spinner accept'.split(
    ' ',
  ),
)('%s does not', (key) => {
  expect(isSensitiveKey(key)).toBe(false);
});

test('a flood of keys does not fill the memory, and answers stay right', () => {
  for (let index = 0; index < 20_000; index += 1) isSensitiveKey(`key_${index}`);
  expect([isSensitiveKey('password'), isSensitiveKey('a'.repeat(1_000_000))]).toEqual([true, false]);
});
