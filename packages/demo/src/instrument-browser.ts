import { breadcrumbs, init, sessions, setTag } from '@bugsage/sdk';
import './demo-settings.ts';

// A classic script, so that it runs before the modules of the page.
const { dsn, release, environment, commit } = DEMO_SETTINGS;

init({ dsn, release, environment, integrations: [breadcrumbs(), sessions()] });
setTag('commit', commit);
