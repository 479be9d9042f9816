type Properties<Value> = {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly word: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
};

/** One of a few, side by side. */
export function Segments<Value extends string | number>({
  label,
  choices,
  chosen,
  onChoose,
}: Properties<Value>) {
  return (
    <fieldset className="segments">
      <legend className="hidden-visually">{label}</legend>
      {choices.map(({ value, word }) => (
        <button
          key={value}
          type="button"
          className="segment"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {word}
        </button>
      ))}
    </fieldset>
  );
}
