import { execFileSync } from 'node:child_process';
import { readUrlPrefix } from '../command/read-arguments.ts';

export type BugSagePluginOptions = {
  /** Address of the server. `BUGSAGE_URL` when left out. */
  readonly url?: string | undefined;
  /** API token with the scope `artifacts`. `BUGSAGE_TOKEN` when left out; without one nothing is uploaded. */
  readonly token?: string | undefined;
  /** Slug or number of the project; needed when the token sees several. `BUGSAGE_PROJECT`. */
  readonly project?: string | undefined;
  /** `BUGSAGE_ORGANIZATION`. */
  readonly organization?: string | undefined;
  /**
   * Version that is told to the SDK and named at the upload. `BUGSAGE_RELEASE`, else the commit of the checkout; `false`
   * for none: debug ids are enough to find maps.
   */
  readonly release?: string | false | undefined;
  readonly dist?: string | undefined;
  /** Where the output is served, `~` for any scheme and host. Default: `~` and the bundler's public path. */
  readonly urlPrefix?: string | undefined;
  /** Whether maps are uploaded after the build; by default when there is a token, and never in watch mode. */
  readonly upload?: boolean | undefined;
  /** Delete the maps of the output once they are uploaded, so that they are not served. */
  readonly deleteMaps?: boolean | undefined;
  /** Patterns of output files that get no debug id and are not uploaded, as in `'legacy/**'`. */
  readonly ignore?: readonly string[] | undefined;
  /** What a failed upload does to the build. Default `fail`. */
  readonly onUploadFailure?: 'fail' | 'warn' | undefined;
};

/** The options with what the environment knows. */
export type PluginSettings = {
  readonly url: string | null;
  readonly token: string | null;
  readonly project: string | null;
  readonly organization: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  /** Null: the bundler's own public path. */
  readonly urlPrefix: string | null;
  readonly isUploading: boolean;
  readonly isDeletingMaps: boolean;
  readonly ignore: readonly string[];
  readonly isFailing: boolean;
};

export function readSettings(
  options: BugSagePluginOptions,
  environment: Readonly<Record<string, string | undefined>>,
): PluginSettings {
  const setting = (value: string | undefined, name: string): string | null =>
    value ?? (environment[name] || null);
  const url = setting(options.url, 'BUGSAGE_URL');
  const token = setting(options.token, 'BUGSAGE_TOKEN');
  return {
    url,
    token,
    project: setting(options.project, 'BUGSAGE_PROJECT'),
    organization: setting(options.organization, 'BUGSAGE_ORGANIZATION'),
    release:
      options.release === false ? null : (setting(options.release, 'BUGSAGE_RELEASE') ?? commitOfCheckout()),
    dist: setting(options.dist, 'BUGSAGE_DIST'),
    urlPrefix: options.urlPrefix === undefined ? null : readUrlPrefix(options.urlPrefix),
    isUploading: options.upload ?? (url !== null && token !== null),
    isDeletingMaps: options.deleteMaps === true,
    ignore: options.ignore ?? [],
    isFailing: options.onUploadFailure !== 'warn',
  };
}

/** Builds run in checkouts, and a commit is the release nobody has to think of. Null outside of one. */
function commitOfCheckout(): string | null {
  try {
    const text = execFileSync('git', ['rev-parse', 'HEAD'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 5_000,
    });
    const commit = text.toString('latin1').trim();
    return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
  } catch {
    return null;
  }
}
