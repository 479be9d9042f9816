import type { Draft } from '../case.ts';

export const MODULE = { 'package.json': '{ "name": "app", "version": "1.0.0", "type": "module" }\n' };

/** The same words, from code that is not in the repository: there is nothing here to patch. */
export function notOurs(type: string, message: string): Draft {
  return {
    rule: 'not-checked',
    place: null,
    error: [type, message],
    files: { ...MODULE, 'src/start.js': `export const start = () => 'ready';\n` },
  };
}

export const PYTHON = { platform: 'python' } as const;

export function foreignPython(type: string, message: string): Draft {
  return { ...notOurs(type, message), platform: 'python', files: { 'app/start.py': 'READY = True\n' } };
}
