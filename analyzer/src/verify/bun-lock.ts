import { z } from 'zod';

const InfoSchema = z.object({
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
  optionalPeers: z.array(z.string()).default([]),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  os: z.unknown().optional(),
  cpu: z.unknown().optional(),
});
type PackageInfo = z.infer<typeof InfoSchema>;

/** `["name@1.0.0", "registry", { dependencies, bin, os, ... }, "sha512-..."]`, for packages of a registry. */
const PackageSchema = z.tuple([z.string(), z.string(), InfoSchema, z.string()], z.unknown());
const LockSchema = z.object({
  workspaces: z.record(z.string(), z.unknown()),
  packages: z.record(z.string(), PackageSchema),
});

/**
 * The text lock file of bun as the one of npm, so that npm installs the very versions it names: bun's own program comes
 * through an install script. Null for what npm's cannot hold: several workspaces, packages from git or folders, or a
 * format that is not known.
 */
export function npmLockOfBun(text: string, manifest: string): string | null {
  const lock = LockSchema.safeParse(parseJson(withoutTrailingCommas(text)));
  const root = z.record(z.string(), z.unknown()).safeParse(parseJson(manifest));
  if (!lock.success || !root.success || Object.keys(lock.data.workspaces).length !== 1) return null;
  const packages: Record<string, unknown> = { '': root.data };
  for (const [key, [id, , info, integrity]] of Object.entries(lock.data.packages)) {
    const version = id.slice(id.lastIndexOf('@') + 1);
    if (!/^\d/.test(version)) return null;
    packages[folderOf(key)] = { version, integrity, ...npmFieldsOf(info) };
  }
  return JSON.stringify({ lockfileVersion: 3, requires: true, packages });
}

function npmFieldsOf({ optionalPeers, os, cpu, ...rest }: PackageInfo): Record<string, unknown> {
  const optional = optionalPeers.map((name) => [name, { optional: true }] as const);
  // Packages for one kind of machine are the optional ones.
  const platform =
    os === undefined && cpu === undefined ? {} : { optional: true, os: listOf(os), cpu: listOf(cpu) };
  return { ...rest, peerDependenciesMeta: Object.fromEntries(optional), ...platform };
}

/** `a/@scope/b` -> `node_modules/a/node_modules/@scope/b`. */
function folderOf(key: string): string {
  const names = key.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [];
  return names.map((name) => `node_modules/${name}`).join('/');
}

function listOf(value: unknown): unknown {
  return typeof value === 'string' ? [value] : value;
}

function withoutTrailingCommas(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found === ',' ? '' : found));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
