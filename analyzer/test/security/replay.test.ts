import type { Model, ModelQuestion } from '@bugsage/backends';
import { describe, expect, it } from 'vitest';
import { proposeWithModel } from '../../src/fix/model/propose-with-model.ts';
import type { FixAction } from '../../src/fix/model/action-schema.ts';
import { voucherCase } from '../analyze/demo-case.ts';

const BLANK = {
  path: null,
  line: null,
  query: null,
  title: null,
  description: null,
  edits: [],
  reason: null,
};
const ANSWERS: readonly FixAction[] = [
  { ...BLANK, action: 'read_file', path: 'src/vouchers.js', line: 1 },
  propose(
    'if (sum < voucher.floor) return 0;',
    'if (voucher === undefined || sum < voucher.floor) return 0;',
  ),
  propose('voucher.floor_', 'nothing'),
  propose('if (sum < voucher.floor) return 0;', 'if (!voucher || sum < voucher.floor) return 0;'),
  propose(
    'if (sum < voucher.floor) return 0;',
    'if (!voucher) return 0;\n  if (sum < voucher.floor) return 0;',
  ),
];

describe('a recorded conversation', () => {
  it('gives the same questions, actions and patches when it is played again', async () => {
    const [first, second] = [await play(ANSWERS), await play(ANSWERS)];
    expect(second).toEqual(first);
    expect(first.proposals.actions).toEqual(['read_file', ...ANSWERS.slice(1).map(({ action }) => action)]);
    expect(first.proposals.candidates).toHaveLength(3);
  });

  it('sends an edit that does not fit back, with the nearest lines', async () => {
    const { questions } = await play(ANSWERS);
    const correction = questions.at(3)?.history?.at(-1)?.text ?? '';
    expect(correction).toContain('old_str occurs 0 times in "src/totals.js", not once.');
    expect(correction).toContain('5:   if (sum < voucher.floor) return 0;');
  });

  it('ends after a bounded number of actions, and tells why', async () => {
    const looking = Array.from({ length: 20 }, (): FixAction => ({
      ...BLANK,
      action: 'search',
      query: 'voucher',
    }));
    const { proposals } = await play(looking);
    expect(proposals.actions).toHaveLength(8);
    expect(proposals.reason).toContain('proposed nothing within 8 actions');
  });

  it('ends with the reason when the model fails or gives up', async () => {
    expect((await play([])).proposals.reason).toContain('unavailable');
    const given = await play([{ ...BLANK, action: 'give_up', reason: 'the gateway is down' }]);
    expect(given.proposals.reason).toContain('the gateway is down');
  });
});

function propose(old: string, replacement: string): FixAction {
  const edits = [{ path: 'src/totals.js', old_str: old, new_str: replacement }];
  return { ...BLANK, action: 'propose_edits', title: 'Guard', description: 'Guards.', edits };
}

/** Plays answers to the conversation; the boundary, which is random, is taken out of the questions. */
async function play(answers: readonly FixAction[]) {
  const given = await voucherCase();
  const { code } = given;
  if (code === null) throw new Error('no code');
  const questions: Pick<ModelQuestion<unknown>, 'user' | 'history'>[] = [];
  const left = [...answers];
  const model: Model = {
    provider: 'anthropic',
    name: 'recorded',
    ask: async (question) => {
      questions.push(withoutBoundary(question));
      const next = left.shift();
      const usage = { input_tokens: 1, output_tokens: 1, cost_usd: 0, estimated: false };
      if (next === undefined) return { ok: false, reason: 'unavailable', detail: 'no more', usage };
      return { ok: true, answer: question.schema.parse(next), usage };
    },
  };
  const worktree = { path: '/nowhere', commit: code.commit, remove: async () => undefined };
  const sandbox = { kind: 'none', run: () => Promise.reject(new Error('never')) } as const;
  const tools = { given, code, worktree, sandbox, listEvents: async () => [], testRunsLeft: 0 };
  return { proposals: await proposeWithModel(tools, model), questions };
}

function withoutBoundary({ user, history = [] }: ModelQuestion<unknown>): {
  user: string;
  history: readonly { role: 'user' | 'assistant'; text: string }[];
} {
  const plain = (text: string): string => text.replaceAll(/boundary-[0-9a-f-]{36}/g, 'boundary');
  return { user: plain(user), history: history.map(({ role, text }) => ({ role, text: plain(text) })) };
}
