import { captureException, flush, getCurrentScope, setTag, withIsolationScope } from '@bugsage/sdk';

export const runtime = 'edge';

export async function POST(request) {
  return withIsolationScope(async () => {
    const { task } = await request.json();
    setTag('task', task);
    await new Promise((resolve) => setTimeout(resolve, 20));
    captureException(new Error(`seen on the edge by ${getCurrentScope().data.tags.task}`));
    await flush();
    throw new TypeError('edge route failed');
  });
}
