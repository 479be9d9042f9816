import { captureException, init, setTag } from '@bugsage/sdk';
import './demo-settings.ts';

// Bundled and loaded with --import before the shop, which knows nothing about BugSage: its error seam is a module that
// both sides share because they import it from the same address.
type ErrorSeam = {
  onError(listener: (error: unknown, context: { readonly where: string }) => void): () => void;
};

const { dsn, release, environment, commit, reportErrorUrl } = DEMO_SETTINGS;

const HANDLED = { type: 'generic', handled: true };
// The shop listens for rejections itself and keeps running.
const REJECTION = { type: 'onunhandledrejection', handled: false };

init({ dsn, release, environment });
setTag('commit', commit);

const seam = (await import(reportErrorUrl)) as ErrorSeam;
seam.onError((error, { where }) => {
  const mechanism = where === 'background work' ? REJECTION : HANDLED;
  captureException(error, { tags: { where }, mechanism });
});
