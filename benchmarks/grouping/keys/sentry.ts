import type { Exception, Frame, NormalizedEvent } from '@bugsage/core';
import type { KeyModel } from './key-model.ts';

/**
 * Model of Sentry's newstyle:2023-01-11 (protocol.md 2.2 to 2.4): variants of in-app and of all frames, each frame by
 * module, file, function and source line; the message only without a stack. Its trees of components, native name
 * trimming and built-in rules are left out.
 */
export const sentry: KeyModel = {
  name: 'Sentry 2023-01-11 (model)',
  keysOf: (event) => {
    const app = variant(event, (frame) => frame.in_app);
    const system = variant(event, () => true);
    if (!app.hasStack && system.hasStack) return [system.key];
    return app.key === system.key ? [app.key] : [app.key, system.key];
  },
};

function variant(
  event: NormalizedEvent,
  isWanted: (frame: Frame) => boolean,
): { key: string; hasStack: boolean } {
  let hasStack = false;
  const parts = event.exceptions.map((exception) => {
    const frames = contributing(exception, event.platform, isWanted);
    hasStack ||= frames.length > 0;
    const type = exception.mechanism?.synthetic === true ? '' : (exception.type ?? '');
    return [type, ...(frames.length > 0 ? frames : [parameterized(exception.value ?? '')])].join('\n');
  });
  return { key: parts.join('\n\n'), hasStack };
}

function contributing(
  { frames }: Exception,
  platform: string,
  isWanted: (frame: Frame) => boolean,
): readonly string[] {
  const parts: string[] = [];
  let previous: Frame | null = null;
  for (const frame of frames) {
    const isRecursion = previous !== null && isSame(previous, frame);
    previous = frame;
    const part = framePart(frame, platform);
    if (!isRecursion && part !== '' && isWanted(frame)) parts.push(part);
  }
  return parts;
}

function isSame(a: Frame, b: Frame): boolean {
  return (
    a.abs_path === b.abs_path &&
    a.module === b.module &&
    a.function === b.function &&
    a.lineno === b.lineno &&
    a.colno === b.colno
  );
}

const NO_FRAME: ReadonlySet<string> = new Set(['[native code]', 'native code', 'eval code', '<anonymous>']);
const NO_FUNCTION: ReadonlySet<string> = new Set([
  '?',
  '',
  '<anonymous>',
  '<anonymous function>',
  'Anonymous function',
]);
const CONTEXT_PLATFORMS: ReadonlySet<string> = new Set(['javascript', 'node', 'python', 'php', 'ruby']);

function framePart(frame: Frame, platform: string): string {
  const isScript = platform === 'javascript' || platform === 'node';
  if (isScript && (frame.function === 'eval' || NO_FRAME.has(frame.abs_path ?? ''))) return '';
  const isUrl = /^(?:https?|blob|applewebdata):/.test(frame.abs_path ?? '');
  const module = isScript ? '' : (frame.module ?? '');
  const file =
    module !== '' || isUrl ? '' : ((frame.filename ?? '').split(/[\\/]/).at(-1) ?? '').toLowerCase();
  const name = isScript ? ((frame.function ?? '').split('.').at(-1) ?? '') : (frame.function ?? '');
  const isNamed = !NO_FUNCTION.has(name) && !name.endsWith('/<');
  const line = CONTEXT_PLATFORMS.has(platform)
    ? (frame.context_line ?? '').trim().replaceAll(/\s+/g, ' ')
    : '';
  const context = line.length > 120 || (isScript && isUrl && !isNamed) ? '' : line;
  return [module, file, isNamed ? name : '', context].filter((value) => value !== '').join('|');
}

function parameterized(value: string): string {
  return value
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 2)
    .join('\n')
    .replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+/g, '<email>')
    .replaceAll(/\b\w+:\/\/\S+/g, '<url>')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<ip>')
    .replaceAll(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<uuid>')
    .replaceAll(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*Z?/g, '<date>')
    .replaceAll(/\b\d+(?:\.\d+)?(?:ms|s)\b/g, '<duration>')
    .replaceAll(/\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,128}\b/gi, '<hex>')
    .replaceAll(/-?\b\d+\.\d+\b/g, '<float>')
    .replaceAll(/-?\b\d+\b/g, '<int>');
}
