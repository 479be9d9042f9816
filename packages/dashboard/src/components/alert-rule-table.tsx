import type { AlertRule, Channel } from '@bugsage/core';
import { useQueryClient } from '@tanstack/react-query';
import { deleteRule, switchRule } from '../api/alerts.ts';
import { ruleConditions, ruleNarrowing } from '../format/alert-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionTable } from './action-table.tsx';
import { RowActions } from './row-actions.tsx';

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
    <ActionTable label="Rules" columns={['Rule', 'When', 'Tells']} hasActions={isMember}>
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
    </ActionTable>
  );
}

function RuleActions({ rule, onChange }: { readonly rule: AlertRule } & Pick<Properties, 'onChange'>) {
  const queryClient = useQueryClient();
  return (
    <RowActions
      name={visibleText(rule.name)}
      actions={[
        ['Change', () => onChange(rule.id)],
        [rule.enabled ? 'Switch off' : 'Switch on', () => switchRule(rule)],
      ]}
      onRemove={() => deleteRule(rule)}
      onDone={() => queryClient.invalidateQueries({ queryKey: ['projects', rule.project_id, 'alerts'] })}
    />
  );
}
