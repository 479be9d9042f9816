import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pruneLeftovers } from './prune-leftovers.ts';

describe('leftovers of a killed analyzer', () => {
  it('are removed, and nothing else is', async () => {
    const data = mkdtempSync(join(tmpdir(), 'bugsage-leftovers-'));
    const mirror = join(data, 'repositories', 'ab12');
    execFileSync('git', ['init', '--quiet', '--bare', mirror]);
    const dead = join(`${mirror}.worktrees`, '4194301-1-00000000-0000-4000-8000-000000000000');
    const foreign = join(`${mirror}.worktrees`, 'notes');
    mkdirSync(dead, { recursive: true });
    mkdirSync(foreign);
    expect(await pruneLeftovers(data)).toBe(1);
    expect([existsSync(dead), existsSync(foreign), existsSync(mirror)]).toEqual([false, true, true]);
    rmSync(data, { recursive: true });
  });

  it('are none before the first repository', async () => {
    expect(await pruneLeftovers(join(tmpdir(), 'bugsage-nothing-here'))).toBe(0);
  });
});
