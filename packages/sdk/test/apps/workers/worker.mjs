import { captureException, sessions, setUser } from '@bugsage/sdk';
import { withBugsage } from '@bugsage/sdk/workers';

export default withBugsage(
  (env) => ({ dsn: env.BUGSAGE_DSN, release: 'worker@1', integrations: [sessions()] }),
  {
    async fetch(request, env) {
      const { pathname, searchParams } = new URL(request.url);
      setUser({ id: searchParams.get('user') });
      await fetch(`${env.ORIGIN}/data`);
      console.info(`asked for ${pathname}`);
      await scheduler.wait(20);
      if (pathname === '/ok') return new Response('fine');
      if (pathname === '/caught') {
        captureException(new Error(`caught for ${searchParams.get('user')}`));
        return new Response('caught');
      }
      throw new TypeError(`no route ${pathname}`);
    },
    async scheduled() {
      await Promise.resolve();
      throw new Error('no cron');
    },
  },
);
