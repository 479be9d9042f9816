import type { AlertRule, Channel } from '@bugsage/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { visibleText } from '../format/visible-text.ts';
import { AlertRuleForm } from './alert-rule-form.tsx';
import { AlertRuleTable } from './alert-rule-table.tsx';
import { Panel } from './panel.tsx';

type Properties = {
  readonly projectId: number;
  readonly rules: readonly AlertRule[];
  readonly channels: readonly Channel[];
  readonly isMember: boolean;
};

/** The rules, and the form that adds one or changes the one that was picked. */
export function AlertRules({ projectId, rules, channels, isMember }: Properties) {
  const queryClient = useQueryClient();
  const [changedId, setChangedId] = useState<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever asked to change a rule is taken to where they can.
    if (changedId !== null) form.current?.querySelector('input')?.focus();
  }, [changedId]);
  const changed = rules.find(({ id }) => id === changedId) ?? null;
  return (
    <>
      <Panel title="Rules" aside={<span className="quiet">{rules.length}</span>}>
        <AlertRuleTable rules={rules} channels={channels} isMember={isMember} onChange={setChangedId} />
      </Panel>
      {isMember && (
        <Panel
          title={changed === null ? 'Add a rule' : `Change the rule ${visibleText(changed.name)}`}
          aside={
            changed !== null && (
              <button type="button" className="button button-small" onClick={() => setChangedId(null)}>
                Leave it as it is
              </button>
            )
          }
        >
          {channels.length === 0 ? (
            <p className="quiet">A rule needs a channel. Add one below first.</p>
          ) : (
            <div ref={form}>
              <AlertRuleForm
                key={changed?.id ?? `new ${rules.length}`}
                projectId={projectId}
                rule={changed}
                channels={channels}
                onDone={() => {
                  setChangedId(null);
                  return queryClient.invalidateQueries({ queryKey: ['projects', projectId, 'alerts'] });
                }}
              />
            </div>
          )}
        </Panel>
      )}
    </>
  );
}
