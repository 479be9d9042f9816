import { buildDashboard } from './build.ts';

const { built, outDir } = await buildDashboard({ log: (line) => process.stdout.write(`${line}\n`) });
if (!built) process.stdout.write(`The dashboard in ${outDir} is up to date.\n`);
