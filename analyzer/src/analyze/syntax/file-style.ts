import type { ParsedFile } from './parse-source.ts';
import { lineText, positionOf } from './parse-source.ts';
import { walk } from './walk.ts';

/** How a file is written, so that a patch looks like its neighbours. */
export type FileStyle = {
  readonly quote: "'" | '"';
  readonly end: ';' | '';
  readonly unit: string;
  /** `if (x) return;` on one line without braces. */
  readonly bareGuards: boolean;
  readonly newline: '\n' | '\r\n';
};

export function styleOf(file: ParsedFile): FileStyle {
  let single = 0;
  let double = 0;
  let bare = 0;
  let braced = 0;
  walk(file.program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') {
      if (file.text[node.start] === '"') double += 1;
      else single += 1;
    }
    if (node.type === 'IfStatement') {
      if (node.consequent.type === 'BlockStatement') braced += 1;
      else bare += 1;
    }
  });
  const ends = file.program.body.map((statement) => file.text[statement.end - 1]);
  const unended = ends.filter((last) => last !== ';' && last !== '}').length;
  return {
    quote: double > single ? '"' : "'",
    end: unended > ends.length / 2 ? '' : ';',
    unit: indentUnit(file.text),
    bareGuards: bare >= braced,
    newline: file.text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Leading spaces of the line a place stands on. */
export function indentAt(file: ParsedFile, offset: number): string {
  return /^[ \t]*/.exec(lineText(file, positionOf(file, offset).line))?.[0] ?? '';
}

/** A guard statement in the file's own style, without the indentation of its first line. */
export function guardText(style: FileStyle, indent: string, guard: { test: string; body: string }): string {
  const body = `${guard.body}${style.end}`;
  if (style.bareGuards) return `if (${guard.test}) ${body}`;
  return `if (${guard.test}) {${style.newline}${indent}${style.unit}${body}${style.newline}${indent}}`;
}

function indentUnit(text: string): string {
  const indents = text.match(/^(?:\t+| {2,8})(?=\S)/gm) ?? [];
  if (indents.some((indent) => indent.startsWith('\t'))) return '\t';
  const widths = new Set(indents.map((indent) => indent.length));
  return !widths.has(2) && widths.has(4) ? '    ' : '  ';
}
