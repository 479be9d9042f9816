export type DiffLine = {
  readonly kind: 'context' | 'added' | 'removed' | 'note';
  /** 1-based; null on the side where the line does not exist. */
  readonly oldLine: number | null;
  readonly newLine: number | null;
  readonly text: string;
};

export type DiffHunk = { readonly header: string; readonly lines: readonly DiffLine[] };

export type DiffFile = {
  readonly path: string;
  readonly previousPath: string | null;
  readonly hunks: readonly DiffHunk[];
  readonly added: number;
  readonly removed: number;
};

type OpenHunk = {
  header: string;
  lines: DiffLine[];
  oldLine: number;
  newLine: number;
  oldLeft: number;
  newLeft: number;
};
type OpenFile = { oldPath: string; newPath: string; hunks: OpenHunk[] };

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(.*)$/u;

/**
 * Reads a unified diff as git writes it. Line counts of a hunk decide where it ends, so a removed line that starts with
 * `-- ` is not taken for a file header. What is no part of a hunk or header is skipped.
 */
export function parseUnifiedDiff(diff: string): readonly DiffFile[] {
  const files: OpenFile[] = [];
  let hunk: OpenHunk | null = null;
  const lines = diff.split('\n');
  for (const [index, line] of lines.entries()) {
    if (hunk !== null && (hunk.oldLeft > 0 || hunk.newLeft > 0 || line.startsWith('\\'))) {
      addLine(hunk, line);
      continue;
    }
    hunk = null;
    if (line.startsWith('--- ') && lines[index + 1]?.startsWith('+++ ')) {
      files.push({ oldPath: pathOf(line), newPath: pathOf(lines[index + 1] ?? ''), hunks: [] });
    }
    hunk = openHunk(line);
    if (hunk !== null) files.at(-1)?.hunks.push(hunk);
  }
  return files.map(closeFile);
}

function openHunk(line: string): OpenHunk | null {
  const match = HUNK.exec(line);
  if (match === null) return null;
  const [, oldStart, oldCount, newStart, newCount, section] = match;
  return {
    header: (section ?? '').trim(),
    lines: [],
    oldLine: Number(oldStart),
    newLine: Number(newStart),
    oldLeft: Number(oldCount ?? 1),
    newLeft: Number(newCount ?? 1),
  };
}

function addLine(hunk: OpenHunk, line: string): void {
  const text = line.slice(1);
  switch (line[0]) {
    case '+':
      hunk.lines.push({ kind: 'added', oldLine: null, newLine: hunk.newLine, text });
      hunk.newLine += 1;
      hunk.newLeft -= 1;
      break;
    case '-':
      hunk.lines.push({ kind: 'removed', oldLine: hunk.oldLine, newLine: null, text });
      hunk.oldLine += 1;
      hunk.oldLeft -= 1;
      break;
    case '\\':
      hunk.lines.push({ kind: 'note', oldLine: null, newLine: null, text: text.trim() });
      break;
    default:
      hunk.lines.push({ kind: 'context', oldLine: hunk.oldLine, newLine: hunk.newLine, text });
      hunk.oldLine += 1;
      hunk.newLine += 1;
      hunk.oldLeft -= 1;
      hunk.newLeft -= 1;
  }
}

function closeFile(file: OpenFile): DiffFile {
  const count = (kind: DiffLine['kind']) =>
    file.hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.kind === kind).length, 0);
  const path = file.newPath === '/dev/null' ? file.oldPath : file.newPath;
  return {
    path,
    previousPath: file.oldPath === path || file.oldPath === '/dev/null' ? null : file.oldPath,
    hunks: file.hunks.map(({ header, lines }) => ({ header, lines })),
    added: count('added'),
    removed: count('removed'),
  };
}

/** `--- a/src/cart.ts\t2026-...` -> `src/cart.ts`. */
function pathOf(line: string): string {
  const path = line.slice(4).split('\t')[0]?.trim() ?? '';
  return /^[ab]\//u.test(path) ? path.slice(2) : path;
}
