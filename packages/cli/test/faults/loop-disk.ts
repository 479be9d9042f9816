import { spawnSync } from 'node:child_process';
import { chmod, truncate, writeFile } from 'node:fs/promises';

/** A file system of its own whose device is a file: a copy of the file is what a power cut would leave. */
export type LoopDisk = {
  /**
   * Cuts the power: from here on the folder holds what had reached the device, and nothing that was only in memory.
   * `freeze` has to stop every process that writes, `end` has to end them.
   */
  cutPower(during: { freeze: () => Promise<void>; end: () => Promise<void> }): Promise<void>;
  remove(): void;
};

const DEVICE_BYTES = 3 * 1024 ** 3;

/** Needs root, loop devices and the ext4 tools. */
export const CAN_CUT_POWER =
  process.getuid?.() === 0 &&
  ['mkfs.ext4', 'losetup'].every((tool) => spawnSync('which', [tool]).status === 0) &&
  spawnSync('losetup', ['--find']).status === 0;

export async function mountLoopDisk(options: { image: string; folder: string }): Promise<LoopDisk> {
  const { image, folder } = options;
  await writeFile(image, '');
  await truncate(image, DEVICE_BYTES);
  run('mkfs.ext4', '-q', '-F', image);
  run('mount', '-o', 'loop', image, folder);
  await chmod(folder, 0o755);
  let cuts = 0;
  let device = image;
  return {
    cutPower: async ({ freeze, end }) => {
      cuts += 1;
      const left = `${image}.${cuts}`;
      await freeze();
      // No flush: the copy reads the device's own blocks, the dirty pages of the file system above it stay behind.
      run('cp', '--sparse=always', device, left);
      await end();
      run('umount', '-l', folder);
      run('mount', '-o', 'loop', left, folder);
      await truncate(device, 0);
      device = left;
    },
    remove: () => {
      run('umount', '-l', folder);
    },
  };
}

function run(command: string, ...parameters: string[]): void {
  const result = spawnSync(command, parameters, { encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(`${command} ${parameters.join(' ')} failed: ${result.stderr || result.error?.message}`);
}
