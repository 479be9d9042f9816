import { ExceptionDraft } from './exception-draft.ts';
import type { RawException, RawTrace, TraceCall, TraceReader } from './trace-reader.ts';

/** Java, Kotlin, Scala, Groovy, Clojure: `Throwable.printStackTrace` and what loggers make of it. */
export const jvmTrace: TraceReader = {
  language: 'java',
  platform: 'java',
  isCall: (line) => parseCall(line) !== null,
  isMarker: (line) =>
    /^\s*(?:Caused by: |Suppressed: |Exception in thread ")/.test(line) || commonFrames(line) !== null,
  read,
};

type Block = { readonly draft: ExceptionDraft; readonly indent: number; readonly isSuppressed: boolean };

function read(lines: readonly string[]): RawTrace {
  const blocks: Block[] = [];
  const unread: number[] = [];
  let current: Block | null = null;
  for (const [index, line] of lines.entries()) {
    const indent = indentOf(line);
    const text = line.trim();
    const call = parseCall(line);
    if (text === '') continue;
    if (text.startsWith('Caused by: ') || text.startsWith('Suppressed: ')) {
      const isSuppressed = text.startsWith('S') || isInside(blocks, indent);
      current = { draft: new ExceptionDraft(text.slice(text.indexOf(': ') + 2)), indent, isSuppressed };
      blocks.push(current);
    } else if (current === null) {
      const first = withoutLogPrefix(text);
      current = { draft: new ExceptionDraft(call === null ? first : undefined), indent, isSuppressed: false };
      if (call !== null) current.draft.calls.push(call);
      blocks.push(current);
    } else if (call !== null) current.draft.calls.push(call);
    else if (commonFrames(line) !== null)
      current.draft.calls.push(...tail(blocks, current, commonFrames(line) ?? 0));
    else if (text.startsWith('[CIRCULAR REFERENCE')) continue;
    // The message of an exception may have several lines; after its first call nothing is message.
    else if (current.draft.calls.length === 0) current.draft.header.push(text);
    else unread.push(index);
  }
  const finish = ({ draft }: Block): RawException =>
    draft.finish({ order: 'newest first', splitsModule: true });
  return {
    exceptions: blocks
      .filter(({ isSuppressed }) => !isSuppressed)
      .map(finish)
      .toReversed(),
    suppressed: blocks.filter(({ isSuppressed }) => isSuppressed).map(finish),
    unread,
  };
}

/** A cause that is indented belongs to a suppressed exception above it. */
function isInside(blocks: readonly Block[], indent: number): boolean {
  return indent > 0 && blocks.some((block) => block.isSuppressed && block.indent <= indent);
}

/** `... 12 more`: the outermost calls are those of the trace that this one is printed in. */
function tail(blocks: readonly Block[], current: Block, count: number): readonly TraceCall[] {
  const above = blocks.findLast(
    (block) =>
      block !== current &&
      (block.isSuppressed
        ? block.indent < current.indent
        : current.isSuppressed || block.indent === current.indent),
  );
  return above === undefined || count === 0 ? [] : above.draft.calls.slice(-count);
}

function commonFrames(line: string): number | null {
  const found = /^\s*\.\.\. (\d{1,6}) (?:more|common frames omitted)\s*$/.exec(line);
  return found === null ? null : Number(found[1]);
}

/** `at [loader/][module@version/]package.Class.function(File.java:12)[ ~?[jar:version]]`. */
function parseCall(line: string): TraceCall | null {
  const text = line.trim();
  if (!text.startsWith('at ')) return null;
  const open = text.indexOf('(');
  const close = text.indexOf(')', open);
  if (open < 0 || close < 0) return null;
  const qualified = text.slice(3, open).trim();
  const name = qualified.slice(qualified.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const place = parsePlace(text.slice(open + 1, close));
  if (dot <= 0 || place === null || /\s/.test(name) || text[open - 1] === ' ') return null;
  return { function: name.slice(dot + 1), module: name.slice(0, dot), column: null, ...place };
}

const JVM_FILE = /\.(?:java|kt|kts|scala|groovy|clj|cljc)$/;

function parsePlace(place: string): { file: string | null; line: number | null } | null {
  if (place === 'Native Method' || place === 'Unknown Source' || place === '')
    return { file: null, line: null };
  const colon = place.lastIndexOf(':');
  const file = colon < 0 ? place : place.slice(0, colon);
  const line = colon < 0 ? null : Number(place.slice(colon + 1));
  const isFile =
    JVM_FILE.test(file) || file === 'SourceFile' || file === 'Unknown Source' || /^[\w$]{1,200}$/.test(file);
  if (!isFile || file.includes('/') || (line !== null && !Number.isInteger(line))) return null;
  return { file: file === 'Unknown Source' ? null : file, line: line !== null && line > 0 ? line : null };
}

/** `Exception in thread "main" `, or a logger's time and name before the exception's own. */
function withoutLogPrefix(text: string): string {
  const bare = text.replace(/^Exception in thread "[^"]{0,400}" /, '');
  if (/^(?:[a-z][\w$]*\.){1,20}[A-Z]/.test(bare.slice(0, 400))) return bare;
  const found =
    /(?:^|[\s:])((?:[a-z_]\w{0,60}\.){0,12}[A-Z]\w{0,100}(?:Exception|Error|Throwable))(?=:? |:?$)/.exec(
      bare.slice(0, 400),
    );
  return found === null ? bare : bare.slice(found.index + found[0].length - (found[1]?.length ?? 0));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
