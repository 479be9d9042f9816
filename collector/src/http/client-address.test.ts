import { describe, expect, test } from 'vitest';
import { createClientAddress } from './client-address.ts';

describe('who the client is', () => {
  test.each([
    { proxies: [], peer: '192.0.2.1', forwarded: '203.0.113.7', client: '192.0.2.1' },
    { proxies: [], peer: '::ffff:192.0.2.1', forwarded: '', client: '192.0.2.1' },
    { proxies: [], peer: '0000:0000:0000:0000:0000:0000:0000:0001', forwarded: '', client: '::1' },
    { proxies: [], peer: '0000:0000:0000:0000:0000:ffff:c000:0201', forwarded: '', client: '192.0.2.1' },
    { proxies: ['192.0.2.1'], peer: '192.0.2.1', forwarded: '203.0.113.7', client: '203.0.113.7' },
    { proxies: ['192.0.2.1'], peer: '192.0.2.2', forwarded: '203.0.113.7', client: '192.0.2.2' },
    { proxies: ['192.0.2.1'], peer: '192.0.2.1', forwarded: '', client: '192.0.2.1' },
    { proxies: ['192.0.2.1'], peer: '192.0.2.1', forwarded: 'unknown', client: '192.0.2.1' },
    { proxies: ['192.0.2.1'], peer: '192.0.2.1', forwarded: '6.6.6.6, 203.0.113.7', client: '203.0.113.7' },
    {
      proxies: ['192.0.2.0/24'],
      peer: '192.0.2.9',
      forwarded: '203.0.113.7,192.0.2.8',
      client: '203.0.113.7',
    },
    { proxies: ['fd00::/8'], peer: 'fd00::1', forwarded: '2001:0db8::1', client: '2001:db8::1' },
    { proxies: ['10.0.0.0/8'], peer: '::ffff:10.0.0.1', forwarded: '203.0.113.7', client: '203.0.113.7' },
  ])('$peer behind $proxies with "$forwarded" is $client', ({ proxies, peer, forwarded, client }) => {
    expect(createClientAddress(proxies)(peer, forwarded)).toBe(client);
  });

  test('a wrong range is said at the start', () => {
    expect(() => createClientAddress(['proxy.example'])).toThrow('"proxy.example"');
  });
});
