import type { JsonObject } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { remoteAddressOf } from './remote-address.ts';

describe('the address of the client', () => {
  test.each<[JsonObject, 'sentry' | 'sdk', string | null]>([
    [{ platform: 'javascript' }, 'sentry', '192.0.2.1'],
    [{ platform: 'javascript' }, 'sdk', null],
    [{ platform: 'node' }, 'sentry', null],
    [{ platform: 'cocoa', user: { id: '1' } }, 'sentry', '192.0.2.1'],
    [{ platform: 'javascript', user: { ip_address: '203.0.113.1' } }, 'sentry', null],
    [{ platform: 'javascript', user: 'not an object' }, 'sentry', '192.0.2.1'],
    [{ platform: 'python', user: { ip_address: '{{auto}}' } }, 'sentry', '192.0.2.1'],
    [{ platform: 'javascript', user: { ip_address: '{{auto}}' } }, 'sdk', '192.0.2.1'],
    [{ platform: 'python', 'sentry.interfaces.User': { ip_address: '{{auto}}' } }, 'sentry', '192.0.2.1'],
    [{ platform: 'javascript', user: { ip_address: '{{auto}}' }, ...settings('never') }, 'sentry', null],
    [{ platform: 'node', ...settings('auto') }, 'sentry', '192.0.2.1'],
  ])('of %o from %s is %s', (payload, source, address) => {
    expect(remoteAddressOf(payload, { source, remoteAddress: '192.0.2.1' })).toBe(address);
  });
});

function settings(inferIp: string): JsonObject {
  return { sdk: { settings: { infer_ip: inferIp } } };
}
