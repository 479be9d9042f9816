import { isJsonObject, type EventSource, type Json, type JsonObject } from '@bugsage/core';

/** Platforms whose users are people at a device: their address is the request's, not that of a server. */
const END_USER_PLATFORMS = new Set<Json | undefined>(['javascript', 'cocoa', 'objc']);

/**
 * The client's address if the event may keep it, else null (protocol.md 1.12, row user). The SDK's word
 * `sdk.settings.infer_ip` comes first; `{{auto}}` asks for the address; otherwise only events of end-user platforms
 * that say nothing about an address get it. Our own SDK never asks, so it never gets one by default.
 */
export function remoteAddressOf(
  payload: JsonObject,
  request: { readonly source: EventSource; readonly remoteAddress: string },
): string | null {
  const address = request.remoteAddress === '' ? null : request.remoteAddress;
  const inferIp = field(field(payload['sdk'], 'settings'), 'infer_ip');
  if (inferIp === 'never') return null;
  const stated = field(payload['user'] ?? payload['sentry.interfaces.User'], 'ip_address');
  if (inferIp === 'auto' || stated === '{{auto}}') return address;
  const isSilent = stated === undefined || stated === null;
  return request.source === 'sentry' && isSilent && END_USER_PLATFORMS.has(payload['platform'])
    ? address
    : null;
}

function field(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
