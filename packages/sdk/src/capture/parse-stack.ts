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
  const lines = stack.slice(0, STACK_LENGTH_MAX).split('\n', STACK_LINES_MAX);
  const parseLine = lines.some((line) => /^\s*at /.test(line)) ? parseAtLine : parseSignLine;
  const frames: CapturedFrame[] = [];
  for (const line of lines) {
    const frame = parseLine(line.slice(0, STACK_LINE_LENGTH_MAX).trim());
    if (frame) frames.push(frame);
    if (frames.length === FRAMES_MAX) break;
  }
  return frames;
}

/** V8: `at fn (location)`, `at async fn (location)`, `at location`. */
function parseAtLine(line: string): CapturedFrame | undefined {
  if (!line.startsWith('at ')) return undefined;
  const async = line.startsWith('at async ');
  const body = line.slice(async ? 9 : 3);
  // The first " (", because paths may contain parentheses and function names hardly ever do.
  const open = body.endsWith(')') ? body.indexOf(' (') : -1;
  if (open >= 0) return createFrame(body.slice(0, open), innermost(body.slice(open + 2, -1)), async);
  const isLocation = /:\d+\)?$|^native$|^<anonymous>$/.test(body);
  return isLocation ? createFrame('', body.replace(/^\(|\)$/g, ''), async) : createFrame(body, '', async);
}

/** `eval at a (eval at b (url:1:2), <anonymous>:1:1), <anonymous>:3:4` happened at `url:1:2`. */
function innermost(location: string): string {
  if (!location.startsWith('eval at ')) return location.replace(/^address at /, '');
  const inner = location.slice(location.lastIndexOf(' (') + 2);
  return inner.slice(0, inner.indexOf(')'));
}

/** SpiderMonkey and JavaScriptCore: `fn@location`, `@location`, `location`. */
function parseSignLine(line: string): CapturedFrame | undefined {
  // A package path may hold "@" as well (react@18), so the sign that starts a location decides, else the last one.
  const start = line.search(/@(?=[a-z][\w+.-]*:|\/|\[native code\]|<anonymous>)/i);
  const sign = start >= 0 ? start : line.lastIndexOf('@');
  const location = line.slice(sign + 1);
  const known = /:\d+$|\[(?:native|wasm) code\]$/.test(location);
  if (!known || (sign < 0 && !/[/.[]/.test(location))) return undefined;
  const caller = line.slice(0, Math.max(sign, 0));
  // `async*fn`, `promise callback*fn`, `setTimeout handler*fn`, and JavaScriptCore's `async fn`.
  const name = caller.slice(caller.lastIndexOf('*') + 1).replace(/^async /, '');
  const evaluated = /^(.*?) line (\d+) > (?:eval|Function)/.exec(location);
  return createFrame(name, evaluated ? `${evaluated[1]}:${evaluated[2]}` : location, name !== caller);
}

function createFrame(name: string, location: string, async: boolean): CapturedFrame | undefined {
  const [, path = '', line, column] = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(location) ?? [];
  const isNamed = name !== '' && name !== '<anonymous>' && name !== 'Anonymous function';
  const isPath = path !== '' && !path.startsWith('index ');
  if (!isNamed && !isPath) return undefined;
  const file = path.startsWith('data:') ? path.slice(0, path.indexOf(',') + 1) : path;
  return {
    file: isPath ? scrubText(file) : undefined,
    functionName: isNamed ? name.slice(0, NAME_LENGTH_MAX) : undefined,
    line: Number(line ?? 0),
    column: Number(column ?? 0),
    inApp: /^(?:native|<anonymous>|\[(?:native|wasm) code\])$/.test(path) ? false : undefined,
    async,
  };
}
