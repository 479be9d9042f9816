/** What an engine says about an import that finds nothing. */
export type ImportMessage = {
  readonly source: string | null;
  readonly name: string | null;
  readonly importer: string | null;
};

const NO_EXPORT =
  /requested module ['"](?<source>[^'"]{1,300})['"] (?:does not provide an export named|doesn't provide an export named:?) ['"]?(?<name>[\w$]{1,100})/;
const NO_EXPORT_BUNDLED =
  /export ['"](?<name>[\w$]{1,100})['"].{0,120} was not found in ['"](?<source>[^'"]{1,300})['"]/;
const NO_MODULE =
  /Cannot find (?:module|package) ['"](?<source>[^'"]{1,300})['"](?: imported from ['"]?(?<importer>[^\s'"]{1,300}))?/;
const NO_PACKAGE =
  /Failed to resolve module specifier ['"](?<source>[^'"]{1,300})['"]|require\(\) of ES Module (?<esm>\S{1,300})/;

/** Null for every other message. */
export function parseImportMessage(text: string): ImportMessage | null {
  for (const pattern of [NO_EXPORT, NO_EXPORT_BUNDLED, NO_MODULE, NO_PACKAGE]) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    return {
      source: groups['source'] ?? groups['esm'] ?? null,
      name: groups['name'] ?? null,
      importer: groups['importer'] ?? null,
    };
  }
  return null;
}
