import type { Frame, NormalizedEvent } from '@bugsage/core';
import {
  crashIndex,
  frameOf,
  isBrowser,
  isScript,
  mainOf,
  withEveryFrame,
  withFrames,
  withMain,
} from '../event.ts';
import type { Random } from '../random.ts';
import { BROWSER_MESSAGES } from './browser-messages.ts';
import { DRAWN_IDS } from './drawn-ids.ts';
import { minifiedFrame } from './minified-frame.ts';
import type { Mutator } from './mutator.ts';
import { FUNCTION_NAMES } from './words.ts';

/** Pairs of the same bug. */
export const SAME_MUTATORS: readonly Mutator[] = [
  { id: 'M1', name: 'lines and columns moved', expected: 'same', mutate: shiftLines },
  { id: 'M2', name: 'other build hash in file names', expected: 'same', mutate: rebuild },
  { id: 'M3', name: 'minified again, no map', expected: 'same', isInformational: true, mutate: minifyAgain },
  { id: 'M4', name: 'other ids in the message', expected: 'same', mutate: drawIds },
  {
    id: 'M4b',
    name: 'other quoted names in the message',
    expected: 'same',
    isInformational: true,
    mutate: drawNames,
  },
  { id: 'M5', name: 'another engine names functions', expected: 'same', mutate: changeEngine },
  { id: 'M5b', name: 'another engine words the message', expected: 'same', mutate: rewordMessage },
  { id: 'M6', name: 'other host, folder and release', expected: 'same', mutate: redeploy },
  { id: 'M7', name: 'framework frames around', expected: 'same', mutate: wrapInFramework },
  { id: 'M8', name: 'deeper recursion', expected: 'same', mutate: recurse },
  { id: 'M8b', name: 'deeper mutual recursion', expected: 'same', mutate: recurseMutually },
  { id: 'M9', name: 'other entry point', expected: 'same', mutate: enterElsewhere },
  { id: 'M10', name: 'comment on source lines', expected: 'same', mutate: comment },
];

function shiftLines(seed: NormalizedEvent, random: Random) {
  if (mainOf(seed).frames.length === 0) return null;
  const [lines, columns] = [random.between(1, 90), random.between(1, 40)];
  const moved = withEveryFrame(seed, (frame) => ({
    ...frame,
    lineno: frame.lineno === null ? null : frame.lineno + lines,
    colno: frame.colno === null ? null : frame.colno + columns,
  }));
  return [seed, moved] as const;
}

/** How bundlers put hashes into names. */
const HASH_STYLES: readonly ((name: string, extension: string, random: Random) => string)[] = [
  (name, extension, random) => `${name}.${random.hex(8)}${extension}`,
  (name, extension, random) => `${name}.${random.hex(20)}${extension}`,
  (name, extension, random) => `${name}-${random.hex(10)}${extension}`,
  (name, extension, random) => `${name}-B${random.text('abcdefghijkXYZ_', 5)}4Q${extension}`,
  (name, extension, random) => `${random.hex(12)}/${name}${extension}`,
];

function rebuild(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const style = random.pick(HASH_STYLES);
  return [hashed(seed, style, random), hashed(seed, style, random)] as const;
}

function hashed(seed: NormalizedEvent, style: (typeof HASH_STYLES)[number], random: Random): NormalizedEvent {
  const names = new Map<string, string>();
  return withEveryFrame(seed, (frame) => {
    const path = frame.abs_path;
    if (path === null || !frame.in_app || !path.includes('://')) return frame;
    const slash = path.lastIndexOf('/');
    const file = path.slice(slash + 1);
    const dot = file.indexOf('.');
    if (dot <= 0) return frame;
    const renamed = names.get(file) ?? style(file.slice(0, dot), file.slice(dot), random);
    names.set(file, renamed);
    return { ...frame, abs_path: path.slice(0, slash + 1) + renamed, filename: renamed };
  });
}

function minifyAgain(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const minified = (): NormalizedEvent =>
    withEveryFrame(seed, (frame) => (frame.in_app ? minifiedFrame(frame, random) : frame));
  return [minified(), minified()] as const;
}

function drawIds(seed: NormalizedEvent, random: Random) {
  const draw = random.pick(DRAWN_IDS);
  const drawn = (): NormalizedEvent =>
    withMain(seed, (main) => ({ ...main, value: draw(firstLine(main.value), random) }));
  return [drawn(), drawn()] as const;
}

/** A quoted name may be a value (a user) or say what the bug is (a column): no text alone tells. */
function drawNames(seed: NormalizedEvent, random: Random) {
  const [a, b] = random.pickTwo(['alice', 'bob', 'carol', 'dave', 'erin']);
  const named = (name: string): NormalizedEvent =>
    withMain(seed, (main) => ({ ...main, value: `${firstLine(main.value)} (user "${name}")` }));
  return [named(a), named(b)] as const;
}

function firstLine(value: string | null): string {
  return (value ?? '').split('\n', 1)[0] ?? '';
}

function changeEngine(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed) || !namesLikeV8(seed)) return null;
  const engine = random.pick(['JavaScriptCore', 'SpiderMonkey'] as const);
  const other = withFrames(seed, (frames) =>
    frames.flatMap((frame, index) => {
      const renamed = {
        ...frame,
        function: engineName(frame.function, engine),
        colno: frame.colno === null ? null : frame.colno + 4,
      };
      const isNative = engine === 'JavaScriptCore' && index > 0 && random.next() < 0.3;
      return isNative
        ? [
            frameOf({
              function: 'forEach',
              abs_path: '[native code]',
              filename: '[native code]',
              in_app: false,
            }),
            renamed,
          ]
        : [renamed];
    }),
  );
  return [seed, other] as const;
}

/** Stacks of the other engines have no `Class.method` to take away. */
function namesLikeV8(seed: NormalizedEvent): boolean {
  return mainOf(seed).frames.every(
    (frame) => frame.function === null || !/[@/]|^global code$/.test(frame.function),
  );
}

function engineName(name: string | null, engine: 'JavaScriptCore' | 'SpiderMonkey'): string | null {
  if (name === null) return null;
  const bare = name.replace(/^(?:async |new )/, '').replace(/ \[as .*\]$/, '');
  if (bare.endsWith('<anonymous>')) return engine === 'SpiderMonkey' ? '' : null;
  const last = bare.slice(bare.lastIndexOf('.') + 1);
  return engine === 'SpiderMonkey' && bare.includes('.') ? bare.replace('.', '.prototype.') : last;
}

function rewordMessage(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const words = random.pick(BROWSER_MESSAGES);
  const subject = random.pick(['price', 'total', 'items', 'customer', 'address']);
  const [a, b] = random.pickTwo(words.variants);
  const worded = (variant: (typeof words.variants)[number]): NormalizedEvent =>
    withMain(seed, (main) => ({ ...main, type: variant.type, value: variant.text.replaceAll('$', subject) }));
  return [worded(a), worded(b)] as const;
}

function redeploy(seed: NormalizedEvent, random: Random) {
  if (mainOf(seed).frames.length === 0) return null;
  const deployed = (): NormalizedEvent => {
    const folder = `/srv/releases/${random.between(20_240_101, 20_261_231)}`;
    const host = `${random.pick(['shop', 'www', 'app'])}${random.between(1, 9)}.example.org`;
    const moved = withEveryFrame(seed, (frame) => ({ ...frame, abs_path: movePath(frame, folder, host) }));
    return {
      ...moved,
      release: `shop@${random.between(1, 9)}.${random.between(0, 40)}.0`,
      server_name: host,
    };
  };
  return [deployed(), deployed()] as const;
}

function movePath({ abs_path: path, in_app: isInApp }: Frame, folder: string, host: string): string | null {
  if (path === null || !isInApp) return path;
  const url = /^(https?:\/\/)[^/]+(\/.*)$/.exec(path);
  if (url !== null) return `${url[1] ?? ''}${host}${url[2] ?? ''}`;
  return path.startsWith('/') ? folder + path : path;
}

function wrapInFramework(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  if (frames.length === 0) return null;
  const file = isScript(seed) ? '/srv/node_modules/router/lib/layer.js' : '/usr/lib/framework/dispatch';
  const around = Array.from({ length: random.between(1, 4) }, (_, index) =>
    frameOf({
      function: `dispatch${'Next'.repeat(index)}`,
      abs_path: file,
      filename: file,
      module: seed.platform === 'java' ? 'org.springframework.web.Dispatcher' : null,
      lineno: 10 * index + 5,
      in_app: false,
    }),
  );
  return [seed, withFrames(seed, (inner) => [...around, ...inner])] as const;
}

function recurse(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  const at = crashIndex(frames);
  const crash = frames[at];
  if (crash === undefined) return null;
  const deeper = Array.from({ length: random.between(1, 6) }, () => crash);
  return [seed, withFrames(seed, () => [...frames.slice(0, at), ...deeper, ...frames.slice(at)])] as const;
}

function recurseMutually(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  const at = crashIndex(frames);
  const [caller, crash] = [frames[at - 1], frames[at]];
  if (caller === undefined || crash === undefined) return null;
  const deeper = Array.from({ length: random.between(1, 5) }, () => [crash, caller]).flat();
  return [seed, withFrames(seed, () => [...frames.slice(0, at), ...deeper, ...frames.slice(at)])] as const;
}

function enterElsewhere(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  const outermost = frames.findIndex((frame) => frame.in_app);
  if (outermost < 0 || outermost >= crashIndex(frames)) return null;
  const name = random.pick(FUNCTION_NAMES);
  const other = withFrames(seed, () =>
    frames.map((frame, index) => (index === outermost ? { ...frame, function: name } : frame)),
  );
  return [seed, other] as const;
}

function comment(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  const isCommentable = isScript(seed) && frames.some((frame) => frame.in_app && frame.context_line !== null);
  if (!isCommentable) return null;
  const text = random.pick(['// reviewed', '// see the handbook', '/* keep */']);
  const changed = withEveryFrame(seed, (frame) =>
    frame.in_app && frame.context_line !== null
      ? { ...frame, context_line: `${frame.context_line} ${text}` }
      : frame,
  );
  return [seed, changed] as const;
}
