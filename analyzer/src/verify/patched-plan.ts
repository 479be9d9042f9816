import type { FileEdit } from '../analyze/diagnosis.ts';
import { lineOf, parseSource, positionOf, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { isFunction, walk, type FunctionNode } from '../analyze/syntax/walk.ts';
import type { CaseCode } from '../evidence/case.ts';
import { findEntry } from './find-entry.ts';
import { instrument } from './instrument.ts';
import type { Plan } from './replay/plan.ts';

/** The same plan for patched code: exports are added and call sites report in the patched texts. */
export function patchedPlan(plan: Plan, edits: readonly FileEdit[], crashLabel: string): Plan {
  const texts = new Map(edits.map(({ path, after }) => [path, after]));
  const exposed = Object.fromEntries(
    Object.entries(plan.exposed).map(([path, text]) => {
      const after = texts.get(path);
      // The added exports are the lines at the end that the file itself does not have.
      const before = edits.find((edit) => edit.path === path)?.before ?? '';
      return [path, after === undefined ? text : after + text.slice(before.length)];
    }),
  );
  const crashText = exposed[plan.crash.module] ?? texts.get(plan.crash.module);
  if (crashText === undefined) return { ...plan, exposed };
  const file = parseSource(plan.crash.module, crashText);
  const owner = file === null ? null : functionLabelled(file, crashLabel);
  if (file === null || owner === null) return { ...plan, exposed, instrumented: {}, sites: [] };
  const { text, sites } = instrument(file, owner);
  return {
    ...plan,
    exposed,
    instrumented: { [plan.crash.module]: text },
    sites: sites.map(({ key }) => ({ key, replaceable: true })),
  };
}

/** A name for a function that survives a patch: how it is reached and its place among the functions reached so. */
export function labelOfFunction(file: ParsedFile, wanted: FunctionNode): string {
  let label = '';
  eachLabel(file, (owner, name) => {
    if (owner === wanted) label = name;
  });
  return label;
}

function functionLabelled(file: ParsedFile, wanted: string): FunctionNode | null {
  let found: FunctionNode | null = null;
  eachLabel(file, (owner, label) => {
    if (label === wanted) found = owner;
  });
  return found;
}

function eachLabel(file: ParsedFile, visit: (owner: FunctionNode, label: string) => void): void {
  const seen = new Map<string, number>();
  walk(file.program, (node) => {
    if (!isFunction(node)) return;
    const name = findEntry(file, node)?.entry.label ?? '';
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    visit(node, `${name} ${index}`);
  });
}

/** Whether a line of the patched repository belongs to a `throw` statement. */
export function throwLines(
  code: CaseCode,
  edits: readonly FileEdit[],
): (path: string, line: number) => boolean {
  const texts = new Map([
    ...code.sources,
    ...edits.map(({ path, after }): [string, string] => [path, after]),
  ]);
  return (path, line) => {
    const file = parseSource(path, texts.get(path) ?? '');
    let found = false;
    if (file !== null) {
      walk(file.program, (node) => {
        if (node.type !== 'ThrowStatement') return;
        if (lineOf(file, node) <= line && line <= positionOf(file, node.end).line) found = true;
      });
    }
    return found;
  };
}
