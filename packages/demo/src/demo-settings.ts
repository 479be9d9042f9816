/** What the instrument files need to know; esbuild writes it into the bundles in place of `DEMO_SETTINGS`. */
export type DemoSettings = {
  readonly dsn: string;
  readonly release: string;
  readonly environment: string;
  /** Full hash of the release's commit, sent as a tag. */
  readonly commit: string;
  /** File URL of the shop's error seam; only the server's instrument uses it. */
  readonly reportErrorUrl: string;
};

declare global {
  const DEMO_SETTINGS: DemoSettings;
}
