import { z } from 'zod';

const texts = z.record(z.string(), z.unknown()).catch({});
const manifestSchema = z
  .object({
    scripts: texts,
    dependencies: texts,
    devDependencies: texts,
    packageManager: z.string().nullable().catch(null),
  })
  .partial();

/** The parts of a package.json that say how a package is worked on; anything of the wrong kind counts as absent. */
export type Manifest = {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
  /** `pnpm@9.1.0`; null when not said. */
  readonly packageManager: string | null;
};

export function readManifest(text: string): Manifest {
  const { scripts = {}, dependencies = {}, devDependencies = {}, packageManager } = parse(text);
  return {
    scripts: Object.fromEntries(
      Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    dependencies: [...Object.keys(dependencies), ...Object.keys(devDependencies)],
    packageManager: packageManager ?? null,
  };
}

export function usesPackage(manifest: Manifest, name: string): boolean {
  return manifest.dependencies.includes(name);
}

function parse(text: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
