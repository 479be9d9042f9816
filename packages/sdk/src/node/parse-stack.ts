import {
  FRAMES_MAX,
  NAME_LENGTH_MAX,
  STACK_LENGTH_MAX,
  STACK_LINES_MAX,
  STACK_LINE_LENGTH_MAX,
} from '../limits.ts';
import type { CapturedFrame } from '../public-types.ts';
import { scrubText } from '../secrets.ts';

/**
 * Parses the `stack` of V8 (Chrome, Node, Deno, Edge, Hermes), SpiderMonkey (Firefox) and JavaScriptCore (Safari, Bun,
 * React Native). The call that threw comes first. Lines that are no frames are left out. All patterns are linear.
 */
export function parseStack(stack: string): CapturedFrame[] {
  const lines = stack
    .slice(0, STACK_LENGTH_MAX)
    .split('\n', STACK_LINES_MAX)
    .map((line) => line.slice(0, STACK_LINE_LENGTH_MAX).trim());
  const parseLine = lines.some((line) => line.startsWith('at ')) ? parseAtLine : parseSignLine;
  return lines.flatMap((line) => parseLine(line) ?? []).slice(0, FRAMES_MAX);
}

/** V8: `at fn (location)`, `at async fn (location)`, `at location`. */
function parseAtLine(line: string): CapturedFrame | undefined {
  const [, async, body] = /^at (async )?(.+)/.exec(line) ?? [];
  if (!body) return undefined;
  // The first " (", because paths may contain parentheses and function names hardly ever do.
  const open = body.endsWith(')') ? body.indexOf(' (') : -1;
  if (open >= 0) return createFrame(body.slice(0, open), innermost(body.slice(open + 2, -1)), !!async);
  return /:\d+\)?$|^native$|^<anonymous>$/.test(body)
    ? createFrame('', body.replace(/^\(|\)$/g, ''), !!async)
    : createFrame(body, '', !!async);
}

/** `eval at a (eval at b (url:1:2), <anonymous>:1:1), <anonymous>:3:4` happened at `url:1:2`. */
function innermost(location: string): string {
  if (!location.startsWith('eval at ')) return location.replace(/^address at /, '');
  return location.slice(location.lastIndexOf(' (') + 2).split(')')[0] as string;
}

/** SpiderMonkey and JavaScriptCore: `fn@location`, `@location`, `location`. */
function parseSignLine(line: string): CapturedFrame | undefined {
  // A package path may hold "@" as well (react@18), so the sign that starts a location decides, else the last one.
  const start = line.search(/@(?=[a-z][\w+.-]*:|\/|\[native code\]|<anonymous>)/i);
  const sign = start >= 0 ? start : line.lastIndexOf('@');
  const location = line.slice(sign + 1);
  if (!/:\d+$|\[(?:native|wasm) code\]$/.test(location) || (sign < 0 && !/[/.[]/.test(location)))
    return undefined;
  const caller = line.slice(0, Math.max(sign, 0));
  // `async*fn`, `promise callback*fn`, `setTimeout handler*fn`, and JavaScriptCore's `async fn`.
  const name = caller.slice(caller.lastIndexOf('*') + 1).replace(/^async /, '');
  return createFrame(name, location.replace(/ line (\d+) > (?:eval|Function).*/, ':$1'), name !== caller);
}

function createFrame(name: string, location: string, async: boolean): CapturedFrame | undefined {
  const [, path = '', line = 0, column = 0] = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(location) ?? [];
  const isNamed = name && name !== '<anonymous>' && name !== 'Anonymous function';
  const isPath = path && !path.startsWith('index ');
  return isNamed || isPath
    ? {
        // Of a data URL only its type.
        file: isPath ? scrubText(path.replace(/^(data:[^,]*,).*/, '$1')) : undefined,
        functionName: isNamed ? name.slice(0, NAME_LENGTH_MAX) : undefined,
        line: Number(line),
        column: Number(column),
        inApp: /^(?:native|<anonymous>|\[(?:native|wasm) code\])$/.test(path) ? false : undefined,
        async,
      }
    : undefined;
}
