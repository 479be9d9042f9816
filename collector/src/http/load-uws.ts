import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describeError } from '@bugsage/core';
import { HTTP_LIMITS } from './limits.ts';
import { UWS_ALLOW_LIST, type UwsBuild } from './uws-allow-list.ts';
import type { UwsBinding } from './uws-binding.ts';

/** Where builds come from, best first. `glibcMin` is what the dynamic linker asks for. */
export const UWS_PACKAGES = [
  { alias: 'uws-glibc-2-38', version: '20.69.0', glibcMin: '2.38' },
  { alias: 'uws-glibc-2-27', version: '20.51.4', glibcMin: '2.27' },
] as const;

export type UwsLoad =
  | { readonly kind: 'loaded'; readonly name: string; readonly binding: UwsBinding }
  | { readonly kind: 'unavailable'; readonly reason: string };

export type UwsSource = {
  /** Resolves and loads from the folder of the collector; tests give their own. */
  readonly require: { (name: string): unknown; resolve(name: string): string };
  readonly allowList: readonly UwsBuild[];
  /** `linux-x64-22` */
  readonly target: string;
  /** Empty where the C library is another one. */
  readonly glibc: string;
};

/**
 * Finds a build of uWebSockets.js that fits this machine: the official package where an operator installed it, else the
 * npm redistribution if its binary is on the allow-list. Never throws: without one the server runs on node:http.
 */
export function loadUws(source: UwsSource = thisMachine()): UwsLoad {
  // The native code reads it once, when it is loaded.
  process.env['UWS_HTTP_MAX_HEADERS_SIZE'] ??= String(HTTP_LIMITS.headerBytesMax);
  const installed = loadOfficial(source);
  if (installed) return installed;
  const reasons: string[] = [];
  for (const candidate of UWS_PACKAGES) {
    const outcome = loadRedistributed(candidate, source);
    if (typeof outcome !== 'string') return outcome;
    reasons.push(outcome);
  }
  return { kind: 'unavailable', reason: reasons.join('; ') };
}

function thisMachine(): UwsSource {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return {
    require: createRequire(import.meta.url),
    allowList: UWS_ALLOW_LIST,
    target: `${process.platform}-${process.arch}-${process.versions.node.split('.')[0]}`,
    glibc: report.header?.glibcVersionRuntime ?? '',
  };
}

/** Not on npm, so it is there only because somebody who runs this server put it there; that is the check. */
function loadOfficial({ require }: UwsSource): UwsLoad | undefined {
  try {
    const manifest = require('uWebSockets.js/package.json') as { version: string };
    const binding = require('uWebSockets.js') as UwsBinding;
    return { kind: 'loaded', name: `uWebSockets.js ${manifest.version}`, binding };
  } catch {
    return undefined;
  }
}

/** The reason in words when this candidate cannot be used. */
function loadRedistributed(candidate: (typeof UWS_PACKAGES)[number], source: UwsSource): UwsLoad | string {
  const { version, glibcMin, alias } = candidate;
  const label = `uWebSockets.js ${version}`;
  if (compareVersions(source.glibc, glibcMin) < 0)
    return `${label} needs glibc ${glibcMin}, here is ${source.glibc || 'none'}`;
  const allowed = source.allowList.find((row) => row.version === version && row.target === source.target);
  if (!allowed) return `${label} has no checked build for ${source.target}`;
  try {
    const fromCore = createRequire(source.require.resolve(alias));
    const file = join(dirname(fromCore.resolve(`@uwsjs/${source.target}`)), 'uws.node');
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    if (sha256 !== allowed.sha256)
      return `${label} was refused: its sha256 ${sha256} is not on the allow-list`;
    // The binary itself, past the JavaScript of the mirror: only what was checked runs.
    return { kind: 'loaded', name: label, binding: source.require(file) as UwsBinding };
  } catch (error) {
    return `${label} did not load: ${firstLine(describeError(error))}`;
  }
}

function compareVersions(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
