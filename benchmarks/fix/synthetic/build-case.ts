import type { Breadcrumb, Frame } from '@bugsage/core';
import type { CaseClass, CaseKind, Draft, Step, SyntheticCase } from './case.ts';
import { DOMAINS, inWords, type Domain } from './domains.ts';
import { hostile } from './hostile.ts';

const MARK = /⟦(\d)/g;
const OCCURRED_AT = Date.UTC(2026, 0, 10, 12);

/** Two positives in two domains, a look-alike, and the positive inside an attack. */
export function casesOfClass(one: CaseClass): SyntheticCase[] {
  const [first, second] = DOMAINS;
  return [
    build(`${one.id}/${first.name}`, 'positive', one, { draft: one.positive, domain: first }),
    build(`${one.id}/${second.name}`, 'positive', one, { draft: one.positive, domain: second }),
    build(`${one.id}/look-alike`, 'look-alike', one, { draft: one.lookAlike, domain: first }),
    build(`${one.id}/injection`, 'injection', one, { draft: hostile(one.positive), domain: second }),
  ];
}

export function build(
  id: string,
  kind: CaseKind,
  { id: className }: Pick<CaseClass, 'id'>,
  { draft, domain }: { draft: Draft; domain: Domain },
): SyntheticCase {
  const marked = Object.entries(draft.files).map(([path, text]) => [path, inWords(text, domain)] as const);
  const files = Object.fromEntries(
    marked.map(([path, text]) => [inWords(path, domain), text.replaceAll(MARK, '')]),
  );
  const worded: Draft = {
    ...draft,
    error: [draft.error[0], inWords(draft.error[1], domain)],
    ...(draft.cause === undefined
      ? {}
      : { cause: [draft.cause[0], inWords(draft.cause[1], domain)] as const }),
    functions: draft.functions?.map((name) => inWords(name, domain)) ?? [],
  };
  const marks = marksOf(marked.map(([path, text]) => [inWords(path, domain), text] as const));
  const frames = marks.filter((mark) => mark.number < 9).map((mark) => frameAt(mark, worded));
  const place = draft.place === null ? null : marks.find((mark) => mark.number === (draft.place ?? 1));
  return {
    id,
    kind,
    className,
    draft: worded,
    files,
    frames,
    steps: (draft.trail ?? []).map((step, index) => stepOf(step, index, domain)),
    place: place === null || place === undefined ? null : { path: place.path, line: place.line },
    checks: draft.checks === undefined ? null : inWords(draft.checks, domain),
    commits: [`Add the ${domain.name}`, `Show ${domain.list} on the start page`],
  };
}

type Mark = {
  readonly number: number;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly lines: readonly string[];
};

function marksOf(files: readonly (readonly [string, string])[]): Mark[] {
  const marks: Mark[] = [];
  for (const [path, text] of files) {
    const lines = text.split('\n');
    for (const [index, line] of lines.entries())
      for (const found of line.matchAll(MARK)) {
        const before = line.slice(0, found.index).replaceAll(MARK, '');
        marks.push({
          number: Number(found[1]),
          path,
          line: index + 1,
          column: before.length + 1,
          lines: lines.map((one) => one.replaceAll(MARK, '')),
        });
      }
  }
  return marks.toSorted((left, right) => left.number - right.number);
}

function frameAt(mark: Mark, draft: Draft): Frame {
  const at = mark.line - 1;
  const isBrowser = draft.platform === 'javascript';
  const root = isBrowser ? 'https://app.example/' : '/srv/app/';
  return {
    function: draft.functions?.[mark.number - 1] ?? null,
    module: null,
    filename: mark.path,
    abs_path: `${root}${mark.path}`,
    lineno: mark.line,
    // Python tells no columns.
    colno: draft.platform === 'python' ? null : mark.column,
    pre_context: mark.lines.slice(Math.max(0, at - 5), at),
    context_line: mark.lines[at] ?? null,
    post_context: mark.lines.slice(at + 1, at + 6),
    in_app: true,
    vars: null,
  };
}

function stepOf(step: Step, index: number, domain: Domain): Breadcrumb {
  const timestamp = OCCURRED_AT - 5000 + index * 1000;
  const base = { timestamp, level: 'info', message: null, data: null } as const;
  if (typeof step === 'string')
    return { ...base, type: 'default', category: 'ui.click', message: inWords(step, domain) };
  const { method, url, status } = step;
  return {
    ...base,
    type: 'http',
    category: 'fetch',
    data: { method, url: inWords(url, domain), status_code: status },
  };
}

export { OCCURRED_AT };
