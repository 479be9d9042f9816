// CPU of one `captureException`: on the caller, and in all until it is written. Distinct errors, twelve calls deep.
import { STARTS } from './contestants.mjs';

const [, , name, roundsText] = process.argv;
/** Below the 100 that an SDK of BugSage takes at once. */
const ERRORS = 90;
const sdk = await STARTS[name]();

function fail(depth, message) {
  if (depth > 0) return fail(depth - 1, message);
  return new TypeError(message);
}

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const rounds = [];
for (let round = 0; round < Number(roundsText); round += 1) {
  sdk.restart();
  const errors = Array.from({ length: ERRORS }, (_, step) => fail(12, `round ${round}, error ${step}`));
  const before = cpu();
  for (const error of errors) sdk.capture(error);
  const returned = cpu();
  await sdk.flush();
  rounds.push({ syncUs: (returned - before) / ERRORS, cpuUs: (cpu() - before) / ERRORS });
}
process.stdout.write(JSON.stringify(rounds));
process.exit(0);
