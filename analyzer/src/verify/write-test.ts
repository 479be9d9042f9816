import { posix } from 'node:path';
import type { Judged } from './decide.ts';
import type { TestFramework } from './toolchain.ts';
import { printPrimitive, printShape, printSummary } from './print-shape.ts';
import type { Entry, Outcome, Plan, Scenario } from './replay/plan.ts';

export type TestSubject = {
  readonly path: string;
  readonly entry: Entry;
  readonly plan: Plan;
  readonly isModule: boolean;
  readonly framework: Exclude<TestFramework, 'pytest'>;
  /** The call that failed. */
  readonly bad: Judged;
  /** A call that always worked; null when none is plain enough. */
  readonly good: Judged | null;
};

/** The replay as a test people can read. Nothing of the event is in it but what the code itself said. */
export function writeTest(subject: TestSubject): string {
  const { entry, plan, bad, good, framework } = subject;
  const title = `${entry.label} copes with what made it throw a ${plan.expected.type}`;
  const blocks = [writeBlock(subject, title, bad)];
  if (good !== null) blocks.push(writeBlock(subject, `${entry.label} still does its work`, good));
  const setsGlobals = blocks.flat().some((line) => line.includes('onTestFinished('));
  return [
    ...(setsGlobals ? VITEST_WITH_GLOBALS : HEADERS[framework]),
    ...writeImport(subject),
    ...blocks.flatMap((lines) => ['', ...lines]),
    '',
  ].join('\n');
}

/** What a file needs before its first test. Jest and mocha give their functions as globals. */
const HEADERS: Readonly<Record<TestSubject['framework'], readonly string[]>> = {
  'node:test': ["import assert from 'node:assert/strict';", "import { test } from 'node:test';"],
  vitest: ["import { expect, test } from 'vitest';"],
  jest: [],
  mocha: ["import assert from 'node:assert/strict';"],
};

const VITEST_WITH_GLOBALS = ["import { expect, onTestFinished, test } from 'vitest';"];

function writeImport({ path, entry, isModule, framework }: TestSubject): string[] {
  const relative = posix.relative(posix.dirname(path), entry.module);
  const from = printPrimitive(relative.startsWith('.') ? relative : `./${relative}`);
  const root = String(entry.access[0] ?? 'default');
  if (framework === 'jest' && !isModule) {
    const bound = root === 'default' ? subjectName(entry) : `{ ${root} }`;
    return [`const ${bound} = require(${from});`];
  }
  if (root === 'default') return [`import ${subjectName(entry)} from ${from};`];
  if (isModule) return [`import { ${root} } from ${from};`];
  return [`import commonJsModule from ${from};`, '', `const { ${root} } = commonJsModule;`];
}

function subjectName(entry: Entry): string {
  const root = String(entry.access[0] ?? 'default');
  return root === 'default' ? 'subject' : root;
}

function writeBlock({ entry, framework }: TestSubject, title: string, judged: Judged): string[] {
  const { scenario } = judged.found;
  const { set, restore } = writeGlobals(scenario, judged);
  const call = writeCall(entry, scenario);
  const usesExpect = framework === 'vitest' || framework === 'jest';
  const assertion = usesExpect
    ? writeExpectation(call, judged.patched)
    : writeAssertion(call, judged.patched);
  const context = framework === 'node:test' && set.length > 0 ? 'context' : '';
  const name = framework === 'mocha' ? 'it' : 'test';
  return [
    `${name}(${printPrimitive(title)}, ${judged.patched.promise ? 'async ' : ''}(${context}) => {`,
    ...withGlobals(framework, { set, restore }, assertion).map((line) => `  ${line}`),
    '});',
  ];
}

/** Puts globals back after the test in the way of its framework. */
function withGlobals(
  framework: TestSubject['framework'],
  { set, restore }: { readonly set: readonly string[]; readonly restore: readonly string[] },
  body: readonly string[],
): string[] {
  if (set.length === 0) return [...body];
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  if (framework === 'node:test')
    return [...set, 'context.after(() => {', ...indented(restore), '});', ...body];
  if (framework === 'vitest') return [...set, 'onTestFinished(() => {', ...indented(restore), '});', ...body];
  return [...set, 'try {', ...indented(body), '} finally {', ...indented(restore), '}'];
}

function writeExpectation(call: string, patched: Outcome): string[] {
  const [error] = patched.errors;
  if (error !== undefined) {
    const message = printPrimitive(error.message);
    return patched.promise
      ? [`await expect(${call}).rejects.toThrow(${message});`]
      : [`expect(() => ${call}).toThrow(${message});`];
  }
  const awaited = patched.promise ? `await ${call}` : call;
  const expected = printSummary(patched.result, '  ');
  if (expected === null || expected === 'undefined') return [`${awaited};`];
  return [`expect(${awaited}).toEqual(${expected});`];
}

function writeCall(entry: Entry, scenario: Scenario): string {
  const steps = entry.access.slice(1).map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const target = subjectName(entry) + steps.join('');
  const values = scenario.arguments.map((shape) => printShape(shape, '  ')).join(', ');
  switch (entry.kind) {
    case 'function':
      return `${target}(${values})`;
    case 'static':
      return `${target}.${entry.method}(${values})`;
    case 'constructor':
      return `new ${target}(${values})`;
    case 'module':
      return `import(${printPrimitive(`./${entry.module}`)})`;
    case 'method': {
      const fields = scenario.self === null ? '{}' : printShape(scenario.self, '  ');
      return `Object.assign(Object.create(${target}.prototype), ${fields}).${entry.method}(${values})`;
    }
  }
}

function writeAssertion(call: string, patched: Outcome): string[] {
  const [error] = patched.errors;
  if (error !== undefined) {
    const expected = `{ name: ${printPrimitive(error.type)}, message: ${printPrimitive(error.message)} }`;
    return patched.promise
      ? [`await assert.rejects(${call}, ${expected});`]
      : [`assert.throws(() => ${call}, ${expected});`];
  }
  const awaited = patched.promise ? `await ${call}` : call;
  const expected = printSummary(patched.result, '  ');
  if (expected === null || expected === 'undefined') return [`${awaited};`];
  return [`assert.deepEqual(${awaited}, ${expected});`];
}

/** Globals the call really used, and how they are put back. */
function writeGlobals(scenario: Scenario, { base }: Judged): { set: string[]; restore: string[] } {
  const used = Object.entries(scenario.globals).filter(
    ([, shape]) => shape.kind === 'object' || shape.kind === 'function',
  );
  const values = used.map(([name, shape]) => [name, printShape(shape)] as const);
  const fetches = base.effects.some((effect) => effect.startsWith('fetch '));
  const fetch = fetches && scenario.fetch !== null ? [['fetch', writeFetch(scenario.fetch)] as const] : [];
  const all = [...values, ...fetch];
  return {
    set: all.flatMap(([name, value]) => [
      `const { ${name} } = globalThis;`,
      `globalThis.${name} = ${value};`,
    ]),
    restore: all.map(([name]) => `globalThis.${name} = ${name};`),
  };
}

function writeFetch(answer: NonNullable<Scenario['fetch']>): string {
  if (answer.kind === 'failure') return `async () => { throw new TypeError('fetch failed'); }`;
  const [body, type] =
    answer.kind === 'json'
      ? [`JSON.stringify(${printShape(answer.body)})`, 'application/json']
      : [printPrimitive(answer.text), answer.contentType];
  return [
    `async () =>`,
    `    new Response(${body}, {`,
    `      status: ${answer.status},`,
    `      headers: { 'content-type': ${printPrimitive(type)} },`,
    `    })`,
  ].join('\n');
}
