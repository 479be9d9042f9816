import { breadcrumbs, init, offline } from '@bugsage/sdk';

init({
  dsn: process.env.NEXT_PUBLIC_BUGSAGE_DSN,
  release: 'next@1',
  integrations: [breadcrumbs(), offline()],
  tunnel: '/errors',
});
