/** The fields of a map that a line more at the start of its script changes. */
export type MapFields = {
  mappings?: unknown;
  sections?: unknown;
  [field: string]: unknown;
};

/** The map of a script that got one more line before its line `line` (from 0). */
export function shiftMap(map: MapFields, line: number): MapFields {
  if (Array.isArray(map.sections)) return { ...map, sections: map.sections.map(shiftSection) };
  if (typeof map.mappings !== 'string') return map;
  let at = 0;
  for (let passed = 0; passed < line; passed += 1) {
    const end = map.mappings.indexOf(';', at);
    // Nothing is mapped that far down.
    if (end < 0) return map;
    at = end + 1;
  }
  return { ...map, mappings: `${map.mappings.slice(0, at)};${map.mappings.slice(at)}` };
}

/** Parts of an index map stand at offsets. One that starts in the hashbang line, which is never mapped, moves too. */
function shiftSection(section: unknown): unknown {
  const offset = (section as { offset?: { line?: unknown } } | null)?.offset;
  if (typeof offset?.line !== 'number') return section;
  return { ...(section as object), offset: { ...offset, line: offset.line + 1 } };
}
