import * as sdk from '@bugsage/sdk';

// oxlint-disable-next-line import/namespace -- in the build for Node
sdk.init({ dsn: process.env.DSN, contextLines: 0, integrations: [sdk.localVariables({ caught: true })] });
// The debugger connects from a thread beside.
await new Promise((resolve) => setTimeout(resolve, 1500));

function pay(order) {
  const total = order.items * 3;
  const password = 'hunter2';
  if (total > 5) throw new RangeError(`too much: ${password.length}`);
}

try {
  pay({ items: 4 });
} catch (error) {
  sdk.captureException(error);
}
await sdk.flush(5000);
