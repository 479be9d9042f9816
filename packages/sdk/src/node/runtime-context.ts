/** Which of the runtimes that offer Node's modules this is; Bun and Deno say so beside the version they imitate. */
export function runtimeContext(): { name: string; version: string } {
  const { bun, deno, node } = process.versions;
  if (bun !== undefined) return { name: 'bun', version: bun };
  if (deno !== undefined) return { name: 'deno', version: deno };
  return { name: 'node', version: `v${node}` };
}
