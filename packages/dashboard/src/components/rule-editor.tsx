import type { Schemas } from '@bugsage/api-client';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { describeFailure } from '../api/api-error.ts';
import { dryRunRules, type RuleTexts } from '../api/grouping-rules.ts';
import { DryRunResult } from './dry-run-result.tsx';
import { Panel } from './panel.tsx';
import { RuleAdder } from './rule-adder.tsx';
import { RuleApply } from './rule-apply.tsx';

const DAYS = [1, 7, 30, 90] as const;

type Properties = { readonly projectId: number; readonly current: Schemas['GroupingRules'] | null };

/** The two texts of rules. What they would do is shown before they are applied. */
export function RuleEditor({ projectId, current }: Properties) {
  const [texts, setTexts] = useState<RuleTexts>({
    fingerprint_rules: current?.fingerprint_rules ?? '',
    stack_trace_rules: current?.stack_trace_rules ?? '',
    days: 30,
  });
  const dryRun = useMutation({ mutationFn: (tried: RuleTexts) => dryRunRules(projectId, tried) });
  const change = (part: Partial<RuleTexts>): void => setTexts({ ...texts, ...part });
  // What was tried, and only that, can be applied: a changed text has another result.
  const isTried = dryRun.data !== undefined && dryRun.variables === texts;
  return (
    <>
      <Panel title="Rules">
        <form
          className="form rule-form"
          onSubmit={(event) => {
            event.preventDefault();
            dryRun.mutate(texts);
          }}
        >
          <RuleText
            label="Fingerprint rules: the first that matches decides the issue"
            value={texts.fingerprint_rules}
            example="type:DatabaseError -> database-down, {{ transaction }}"
            onChange={(text) => change({ fingerprint_rules: text })}
          />
          <RuleText
            label="Stack-trace rules: which frames count"
            value={texts.stack_trace_rules}
            example="stack.abs_path:**/generated/** -app"
            onChange={(text) => change({ stack_trace_rules: text })}
          />
          <RuleAdder onAdd={(kind, rule) => change({ [kind]: withLine(texts[kind], rule) })} />
          <label className="field">
            <span>Try and apply on the events of</span>
            <select
              className="select"
              value={texts.days}
              onChange={(event) => change({ days: Number(event.currentTarget.value) })}
            >
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {days === 1 ? 'the last day' : `the last ${days} days`}
                </option>
              ))}
            </select>
          </label>
          <p className="form-error rule-error" role="alert">
            {dryRun.isError && describeFailure(dryRun.error)}
          </p>
          <button type="submit" className="button button-primary" disabled={dryRun.isPending}>
            {dryRun.isPending ? 'Grouping again…' : 'Show what would change'}
          </button>
        </form>
      </Panel>
      {isTried && (
        <Panel title="What would change">
          <DryRunResult result={dryRun.data} />
          <RuleApply projectId={projectId} texts={texts} />
        </Panel>
      )}
    </>
  );
}

type TextProperties = {
  readonly label: string;
  readonly value: string;
  readonly example: string;
  readonly onChange: (text: string) => void;
};

function RuleText({ label, value, example, onChange }: TextProperties): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <textarea
        className="input input-code"
        rows={5}
        value={value}
        placeholder={example}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

function withLine(text: string, line: string): string {
  return text === '' || text.endsWith('\n') ? `${text}${line}\n` : `${text}\n${line}\n`;
}
