import type { AlertRule, Channel } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteRule, switchRule } from '../api/alerts.ts';
import { describeFailure } from '../api/api-error.ts';
import { ruleConditions, ruleNarrowing } from '../format/alert-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { RowButton } from './row-button.tsx';
import { ScrollArea } from './scroll-area.tsx';

type Properties = {
  readonly rules: readonly AlertRule[];
  readonly channels: readonly Channel[];
  readonly isMember: boolean;
  readonly onChange: (ruleId: string) => void;
};

export function AlertRuleTable({ rules, channels, isMember, onChange }: Properties) {
  if (rules.length === 0) return <p className="quiet">Nobody is told of anything yet.</p>;
  const nameOf = (id: string): string =>
    visibleText(channels.find((channel) => channel.id === id)?.name ?? 'a channel that is gone');
  return (
    <ScrollArea className="table-scroll" label="Rules">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">When</th>
            <th scope="col">Tells</th>
            {isMember && (
              <th scope="col">
                <span className="hidden-visually">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <td className="cell-long">
                {visibleText(rule.name)}
                {!rule.enabled && <p className="quiet">Switched off</p>}
              </td>
              <td className="cell-long">
                {ruleConditions(rule).map((condition) => (
                  <p key={condition}>{condition}</p>
                ))}
                <p className="quiet">{visibleText(ruleNarrowing(rule))}</p>
              </td>
              <td className="cell-long">{rule.channel_ids.map(nameOf).join(', ')}</td>
              {isMember && (
                <td className="cell-end">
                  <RuleActions rule={rule} onChange={onChange} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function RuleActions({ rule, onChange }: { readonly rule: AlertRule } & Pick<Properties, 'onChange'>) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['projects', rule.project_id, 'alerts'] });
  const name = visibleText(rule.name);
  const toggle = useMutation({
    mutationFn: () => switchRule(rule),
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
    onSettled: refresh,
  });
  const word = rule.enabled ? 'Switch off' : 'Switch on';
  return (
    <div className="row-actions">
      <button
        type="button"
        className="button button-small"
        aria-label={`Change ${name}`}
        onClick={() => onChange(rule.id)}
      >
        Change
      </button>
      <button
        type="button"
        className="button button-small"
        aria-label={`${word} ${name}`}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate()}
      >
        {word}
      </button>
      <RowButton word="Remove" label={`Remove ${name}`} action={() => deleteRule(rule)} onDone={refresh} />
    </div>
  );
}
