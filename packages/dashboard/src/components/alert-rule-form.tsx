import type { AlertRule, AlertTrigger, Channel, Severity } from '@bugsage/core';
import { useState } from 'react';
import { saveRule, type RuleBody } from '../api/alerts.ts';
import { TRIGGER_WORDS } from '../format/alert-words.ts';
import { SEVERITIES_URGENT_FIRST } from '../format/issue-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionForm, type Fields } from './action-form.tsx';
import { NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';

type Properties = {
  readonly projectId: number;
  /** The rule to change; null adds one. */
  readonly rule: AlertRule | null;
  readonly channels: readonly Channel[];
  readonly onDone: () => unknown;
};

const TRIGGERS = Object.keys(TRIGGER_WORDS) as AlertTrigger[];
const OWN_TIMEZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const FIRST_TRIGGERS: readonly AlertTrigger[] = ['new_issue', 'regression'];

export function AlertRuleForm({ projectId, rule, channels, onDone }: Properties) {
  const [triggers, setTriggers] = useState<readonly AlertTrigger[]>(rule?.triggers ?? FIRST_TRIGGERS);
  return (
    <ActionForm
      submit={rule === null ? 'Add rule' : 'Save rule'}
      action={(field) => saveRule(projectId, rule?.id ?? null, bodyOf(field, rule, triggers, channels))}
      onDone={onDone}
    >
      <TextField
        label="Name"
        name="name"
        maxLength={200}
        required
        defaultValue={rule?.name ?? ''}
        placeholder="On call"
      />
      <fieldset className="field-group">
        <legend>Tell when</legend>
        {TRIGGERS.map((trigger) => (
          <Check
            key={trigger}
            name={`trigger-${trigger}`}
            label={TRIGGER_WORDS[trigger]}
            checked={triggers.includes(trigger)}
            onChange={(isOn) =>
              setTriggers(isOn ? [...triggers, trigger] : triggers.filter((one) => one !== trigger))
            }
          />
        ))}
      </fieldset>
      {triggers.includes('threshold') && <ThresholdFields rule={rule} />}
      {triggers.includes('velocity') && <VelocityFields rule={rule} />}
      <label className="field">
        <span>Only issues at least so severe</span>
        <select className="select" name="severity" defaultValue={rule?.severity_min ?? 'low'}>
          {SEVERITIES_URGENT_FIRST.toReversed().map((severity) => (
            <option key={severity} value={severity}>
              {severity}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label="Only in this environment (empty: any)"
        name="environment"
        maxLength={200}
        defaultValue={rule?.environment ?? ''}
        placeholder="production"
      />
      <div className="field-row">
        <TextField label="Quiet from" name="from" type="time" defaultValue={rule?.quiet_hours?.from ?? ''} />
        <TextField label="until" name="to" type="time" defaultValue={rule?.quiet_hours?.to ?? ''} />
        <TextField
          label="Time zone"
          name="timezone"
          defaultValue={rule?.quiet_hours?.timezone ?? OWN_TIMEZONE}
        />
      </div>
      <fieldset className="field-group">
        <legend>Tell it to</legend>
        {channels.map(({ id, name, hint }, index) => (
          <Check
            key={id}
            name={`channel-${id}`}
            label={`${visibleText(name)} (${visibleText(hint)})`}
            defaultChecked={rule?.channel_ids.includes(id) ?? index === 0}
          />
        ))}
      </fieldset>
    </ActionForm>
  );
}

/** Empty quiet hours are none. What is missing is said by the server, field by field. */
function bodyOf(
  field: Fields,
  rule: AlertRule | null,
  triggers: readonly AlertTrigger[],
  channels: readonly Channel[],
): RuleBody {
  const [from, to] = [field('from'), field('to')];
  return {
    name: field('name'),
    enabled: rule?.enabled ?? true,
    triggers: [...triggers],
    severity_min: field('severity') as Severity,
    environment: field('environment').trim() === '' ? null : field('environment').trim(),
    threshold: triggers.includes('threshold')
      ? { events: Number(field('threshold-events')), minutes: Number(field('threshold-minutes')) }
      : null,
    velocity: triggers.includes('velocity')
      ? {
          times: Number(field('velocity-times')),
          events: Number(field('velocity-events')),
          minutes: Number(field('velocity-minutes')),
        }
      : null,
    quiet_hours: from === '' && to === '' ? null : { from, to, timezone: field('timezone') },
    channel_ids: channels.map(({ id }) => id).filter((id) => field(`channel-${id}`) === 'on'),
  };
}

function ThresholdFields({ rule }: Pick<Properties, 'rule'>) {
  const { events, minutes } = rule?.threshold ?? { events: 100, minutes: 60 };
  return (
    <div className="field-row">
      <NumberField label="Limit: events" name="threshold-events" min={1} required value={events} />
      <NumberField
        label="within minutes"
        name="threshold-minutes"
        min={1}
        max={1_440}
        required
        value={minutes}
      />
    </div>
  );
}

function VelocityFields({ rule }: Pick<Properties, 'rule'>) {
  const { times, events, minutes } = rule?.velocity ?? { times: 5, events: 20, minutes: 60 };
  return (
    <div className="field-row">
      <NumberField
        label="Jump: times its events"
        name="velocity-times"
        min={1.5}
        max={1_000}
        step="any"
        required
        value={times}
      />
      <NumberField label="and at least events" name="velocity-events" min={1} required value={events} />
      <NumberField
        label="within minutes"
        name="velocity-minutes"
        min={1}
        max={1_440}
        required
        value={minutes}
      />
    </div>
  );
}

type CheckProperties = {
  readonly name: string;
  readonly label: string;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly onChange?: (isOn: boolean) => void;
};

function Check({ label, onChange, ...input }: CheckProperties) {
  return (
    <label className="field-check">
      <input type="checkbox" {...input} onChange={(event) => onChange?.(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
