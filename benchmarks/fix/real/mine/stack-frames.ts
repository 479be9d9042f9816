import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Frame } from '@bugsage/core';

const FRAMES_MAX = 20;
const CONTEXT_LINES = 5;
const FRAME = /^\s+at (?:(.+?) \()?(?:file:\/\/)?([^()]+?):(\d+):(\d+)\)?$/;

/** Frames of a V8 stack, crash first, with the lines around them; paths are relative to the tree. */
export async function stackFrames(stack: string, tree: string): Promise<Partial<Frame>[]> {
  const frames = stack
    .split('\n')
    .map((line) => FRAME.exec(line))
    .filter((match) => match !== null)
    .slice(0, FRAMES_MAX);
  return Promise.all(
    frames.map(async ([, name, file = '', line, column]): Promise<Partial<Frame>> => {
      const filename = inTree(file, tree);
      const at = { function: name ?? null, filename, lineno: Number(line), colno: Number(column) };
      return { ...at, in_app: isSource(filename), ...(await context(join(tree, filename), Number(line))) };
    }),
  );
}

function inTree(file: string, tree: string): string {
  if (file.includes('/node_modules/')) return file.slice(file.lastIndexOf('/node_modules/') + 1);
  return file.startsWith(tree) ? relative(tree, file) : file;
}

function isSource(path: string): boolean {
  return (
    /^(?:lib|src|rules|plugins|packages)\//.test(path) && !/(?:^|\/)(?:tests?|testers|__tests__)\//.test(path)
  );
}

async function context(file: string, line: number): Promise<Partial<Frame>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const lines = text?.split('\n');
  const here = lines?.[line - 1];
  if (lines === undefined || here === undefined) return {};
  return {
    pre_context: lines.slice(Math.max(0, line - 1 - CONTEXT_LINES), line - 1),
    context_line: here,
    post_context: lines.slice(line, line + CONTEXT_LINES),
  };
}
