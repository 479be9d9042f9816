import { spawnSync } from 'node:child_process';

type Service = { readonly name: string; readonly command: string; readonly debianPackage: string };

/** Programs that tests run for real and that npm does not bring. */
const SERVICES: readonly Service[] = [
  { name: 'Chromium', command: process.env['BUGSAGE_CHROMIUM'] ?? 'chromium', debianPackage: 'chromium' },
  {
    name: 'NATS server',
    command: process.env['BUGSAGE_NATS_SERVER'] ?? 'nats-server',
    debianPackage: 'nats-server',
  },
  { name: 'bubblewrap', command: 'bwrap', debianPackage: 'bubblewrap' },
  { name: 'git', command: 'git', debianPackage: 'git' },
];

/**
 * Looks for the services on the PATH and installs missing ones where that needs no question (root on Debian). Otherwise
 * says what is missing: the suites that need it then skip with a message, or fail with CI=true.
 */
export async function ensureServices(): Promise<void> {
  const missing = SERVICES.filter((service) => !isThere(service.command));
  if (missing.length === 0) return;
  const names = missing.map((service) => service.name).join(', ');
  const packages = missing.map((service) => service.debianPackage);
  if (process.getuid?.() === 0 && isThere('apt-get')) {
    process.stdout.write(`• Installing ${names} from Debian's packages\n`);
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return;
  }
  process.stdout.write(
    `! Not on the PATH: ${names}. Tests that need them are skipped (with CI=true they fail). On Debian: apt-get install ${packages.join(' ')}\n`,
  );
}

function isThere(command: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', command]).status === 0;
}
