import { access, lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadOnlyMount } from './bubblewrap-command.ts';

/** What of this machine a run may see, all of it read-only. */
export type HostSystem = {
  readonly mounts: readonly ReadOnlyMount[];
  /** Only for runs with a network: how names and certificates are found. */
  readonly networkMounts: readonly ReadOnlyMount[];
  /** Only for them too: the certificates this machine trusts, for Node as well. */
  readonly networkEnvironment: Readonly<Record<string, string>>;
  readonly links: readonly ReadOnlyMount[];
  readonly path: string;
};

const ROOT_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
/** The dynamic loader's cache and Debian's links to programs; nothing that names users or hosts. */
const SYSTEM_FILES = ['/etc/ld.so.cache', '/etc/alternatives'];
const NETWORK_FILES = ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl/certs'];
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
/** Our own, because programs look up `localhost` and their user. */
const OWN_FILES = ['hosts', 'passwd', 'group', 'nsswitch.conf'];

export async function readHostSystem(): Promise<HostSystem> {
  const roots = await Promise.all(ROOT_FOLDERS.map(rootFolder));
  const system = await Promise.all(SYSTEM_FILES.map(async (path) => ((await exists(path)) ? [path] : [])));
  const npm = await findNpm();
  const network = await Promise.all(
    NETWORK_FILES.map(async (path) =>
      (await exists(path)) ? [{ from: await realpath(path), to: path }] : [],
    ),
  );
  return {
    networkMounts: [
      ...network.flat(),
      // Without a network nobody asks a name server.
      { from: ownFile('nsswitch-network.conf'), to: '/etc/nsswitch.conf' },
    ],
    networkEnvironment: (await exists(CERTIFICATES)) ? { NODE_EXTRA_CA_CERTS: CERTIFICATES } : {},
    links: [
      ...roots.flatMap((root) => root.links),
      ...(npm === null ? [] : [{ from: '/node/npm/bin/npm-cli.js', to: '/node/bin/npm' }]),
    ],
    mounts: [
      { from: '/usr', to: '/usr' },
      ...roots.flatMap((root) => root.mounts),
      ...system.flat().map((path) => ({ from: path, to: path })),
      ...OWN_FILES.map((name) => ({ from: ownFile(name), to: `/etc/${name}` })),
      { from: await realpath(process.execPath), to: '/node/bin/node' },
      ...(npm === null ? [] : [{ from: npm, to: '/node/npm' }]),
    ],
    path: '/node/bin:/repo/node_modules/.bin:/usr/local/bin:/usr/bin:/bin',
  };
}

/** `/bin` and its like are links into /usr on most systems and folders on others. */
async function rootFolder(path: string): Promise<{ mounts: ReadOnlyMount[]; links: ReadOnlyMount[] }> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return { mounts: [], links: [] };
  if (found.isSymbolicLink()) return { mounts: [], links: [{ from: await readlink(path), to: path }] };
  return { mounts: [{ from: path, to: path }], links: [] };
}

function ownFile(name: string): string {
  return fileURLToPath(new URL(`./etc/${name}`, import.meta.url));
}

/** npm as it lies beside this Node, installed by either its archive or the npm registry. */
async function findNpm(): Promise<string | null> {
  const program = dirname(await realpath(process.execPath));
  for (const relative of ['../lib/node_modules/npm', '../../npm', 'node_modules/npm']) {
    const path = join(program, relative);
    if (await exists(join(path, 'bin/npm-cli.js'))) return realpath(path);
  }
  return null;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
