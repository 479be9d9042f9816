import { useState } from 'react';

type Kind = 'fingerprint_rules' | 'stack_trace_rules';

const TEMPLATES: readonly (readonly [word: string, kind: Kind, rule: string])[] = [
  ['one issue for a type', 'fingerprint_rules', 'type:"DatabaseError" -> database-down'],
  ['one issue for a message', 'fingerprint_rules', 'message:"*quota exceeded*" -> quota-exceeded'],
  ['divide an issue by a tag', 'fingerprint_rules', 'type:"ApiError" -> {{ default }}, {{ tags.region }}'],
  ['a folder is not my code', 'stack_trace_rules', 'stack.abs_path:**/generated/** -app'],
  ['a function does not count', 'stack_trace_rules', 'stack.function:retry* -group'],
];

/** Puts a rule to begin with into the text it belongs to, for people who do not know the grammar. */
export function RuleAdder({ onAdd }: { readonly onAdd: (kind: Kind, rule: string) => void }) {
  const [chosen, setChosen] = useState(0);
  return (
    <div className="rule-adder">
      <label className="field">
        <span>Add a rule</span>
        <select
          className="select"
          value={chosen}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        >
          {TEMPLATES.map(([word], index) => (
            <option key={word} value={index}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button"
        onClick={() => {
          const [, kind, rule] = TEMPLATES[chosen] ?? ['', 'fingerprint_rules' as const, ''];
          onAdd(kind, rule);
        }}
      >
        Add
      </button>
    </div>
  );
}
