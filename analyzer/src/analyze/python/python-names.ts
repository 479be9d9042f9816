import { closestName } from '../locate/closest-name.ts';
import type { RuleContext } from '../rule.ts';
import { code } from '../words.ts';
import { pythonText, type PythonFile } from './parse-python.ts';
import type { PythonFind } from './python-finds.ts';
import { childrenOf, nodesOnLine } from './python-nodes.ts';
import { useName } from './python-templates.ts';

export async function wrongName(
  file: PythonFile,
  line: number,
  { error, sources }: RuleContext,
): Promise<PythonFind | null> {
  const wrong = /(?:name|attribute) '(\w+)'/.exec(error.message)?.[1];
  const meant = /Did you mean: '(\w+)'/.exec(error.message)?.[1] ?? null;
  if (wrong === undefined) return null;
  const uses = nodesOnLine(file, line).filter(
    (node) => /^(?:VariableName|PropertyName)$/.test(node.name) && pythonText(file, node) === wrong,
  );
  const [use] = uses;
  if (use === undefined) return null;
  // Python's own guess is only as good as the names of the file: an attacker could have written the message.
  const right =
    meant !== null && new RegExp(`\\b${meant}\\b`).test(file.text)
      ? meant
      : closestName(
          wrong,
          (await namesFor(file, error.message, sources)).filter((name) => name !== wrong),
        );
  return {
    node: use,
    cause: `uses ${code(wrong)}, which does not exist.${right === null ? '' : ` ${code(right)} is close.`}`,
    isOnly: uses.length === 1,
    originKnown: right !== null,
    candidates: right === null ? [] : [useName(file, use, right, 'python-name/rename')],
  };
}

/** What a module has stands in its file; of one that is not here nothing is known. Else the names of this file. */
async function namesFor(
  file: PythonFile,
  message: string,
  sources: RuleContext['sources'],
): Promise<string[]> {
  const module = /^module '([\w.]+)' has no attribute/.exec(message)?.[1];
  if (module === undefined) return namesIn(file);
  const target = await moduleFile(module, sources);
  return target === null ? [] : topLevelNames(target);
}

/** The file of a module by the end of its path, as checkouts run from any folder; null where there is none. */
async function moduleFile(module: string, sources: RuleContext['sources']): Promise<PythonFile | null> {
  const end = `${module.replaceAll('.', '/')}.py`;
  const path = sources.files.find((one) => one === end || one.endsWith(`/${end}`));
  return path === undefined ? null : sources.python(path);
}

function namesIn(file: PythonFile): string[] {
  const names = new Set<string>();
  file.tree.iterate({
    enter: (node) => {
      if (node.name === 'VariableName' || node.name === 'PropertyName') names.add(pythonText(file, node));
    },
  });
  return [...names];
}

export async function importedName(
  file: PythonFile,
  line: number,
  { error, sources }: RuleContext,
): Promise<PythonFind | null> {
  const statement = nodesOnLine(file, line).find((node) => node.name === 'ImportStatement');
  if (statement === undefined) return null;
  const wrong = /cannot import name '(\w+)'/.exec(error.message)?.[1] ?? null;
  const base = {
    node: statement,
    cause: `imports what is not there: ${code(pythonText(file, statement))}.`,
    isOnly: true,
  };
  if (wrong === null)
    return {
      ...base,
      originKnown: false,
      candidates: [],
      action: 'The package is not installed where the program runs.',
    };
  const module =
    /^from\s+([.\w]+)\s+import/.exec(pythonText(file, statement))?.[1]?.replace(/^\.+/, '') ?? '';
  const target = await moduleFile(module, sources);
  const right = target === null ? null : closestName(wrong, topLevelNames(target));
  const use = childrenOf(statement).find(
    (child) => child.name === 'VariableName' && pythonText(file, child) === wrong,
  );
  return {
    ...base,
    cause: `imports ${code(wrong)}, which ${code(module)} does not have.${right === null ? '' : ` It has ${code(right)}.`}`,
    originKnown: right !== null,
    candidates:
      right === null || use === undefined
        ? []
        : [useName(file, use, `${right} as ${wrong}`, 'python-import/name')],
  };
}

function topLevelNames(file: PythonFile): string[] {
  return childrenOf(file.tree.topNode).flatMap((node) => {
    const named = node.name === 'AssignStatement' ? node.firstChild : node.getChild('VariableName');
    return named === null ? [] : [pythonText(file, named)];
  });
}
