import { init, sessions, setTag } from '@bugsage/sdk';
import { wrapHandler } from '@bugsage/sdk/lambda';

init({ dsn: process.env.BUGSAGE_DSN, release: 'lambda@1', integrations: [sessions()] });

export const handler = wrapHandler(async ({ order, fails }) => {
  setTag('order', order);
  await new Promise((resolve) => setTimeout(resolve, 1));
  if (fails) throw new RangeError(`order ${order}`);
  return { paid: order };
});

export const stream = awslambda.streamifyResponse(
  wrapHandler(async ({ order }, answer, context) => {
    answer.write(`order ${order} of ${context.functionName}`);
    answer.end();
    throw new TypeError('after the answer');
  }),
);

export const crash = wrapHandler(async () => {
  setTimeout(() => {
    throw new Error('nobody catches it');
  });
  await new Promise(() => undefined);
});
