const SDKS = {
  '@bugsage/sdk': () => import('@bugsage/sdk'),
  '@sentry/node': () => import('@sentry/node'),
};
const { PROGRAM_SDK, PROGRAM_DSN, PROGRAM_RELEASE } = process.env;

/** The SDK the parent process names; the programs are the same for each. */
export const reporting = await SDKS[PROGRAM_SDK]();

reporting.init({
  dsn: PROGRAM_DSN,
  release: PROGRAM_RELEASE,
  environment: 'production',
  // Sentry's has them by itself.
  ...(PROGRAM_SDK === '@bugsage/sdk' && { integrations: [reporting.sessions()] }),
});
reporting.setUser({ id: 'clerk-3', username: 'grace' });
reporting.setTag('booth', 'south');
