// CPU of a throw that is caught, in microseconds, while the debugger of `localVariables()` watches or does not.
const [, , mode] = process.argv;
const THROWS = 3000;
const sdk = await import(process.env.BUGSAGE_SDK);
const variables = {
  off: [],
  uncaught: [sdk.localVariables()],
  caught: [sdk.localVariables({ caught: true })],
};
sdk.init({
  dsn: `http://${'ab'.repeat(16)}@127.0.0.1:9/1`,
  shutdownTimeoutMs: 0,
  integrations: variables[mode],
});
// The debugger connects from a thread beside.
await new Promise((resolve) => setTimeout(resolve, 1500));

function pay(order) {
  const total = order.items * 3;
  if (total > 5) throw new RangeError(`too much: ${total}`);
}
const measure = () => {
  const before = process.cpuUsage();
  for (let step = 0; step < THROWS; step += 1)
    try {
      pay({ items: 4 });
    } catch {
      // That is what is measured.
    }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / THROWS;
};
const perThrowUs = [measure(), measure(), measure()];
process.stdout.write(JSON.stringify({ perThrowUs: Math.min(...perThrowUs) }));
process.exit(0);
