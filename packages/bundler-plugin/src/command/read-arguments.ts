import { parseArgs } from 'node:util';
import { UploadFailure } from '../failure.ts';

/** What a call asks for. */
export type Arguments = {
  readonly action: 'upload' | 'inject' | 'check';
  /** A folder, or for `check` an event or issue. */
  readonly target: string;
  readonly url: string | null;
  readonly token: string | null;
  readonly organization: string | null;
  readonly project: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  readonly urlPrefix: string;
  readonly ignore: readonly string[];
  readonly isInjecting: boolean;
  readonly isForced: boolean;
  readonly isDryRun: boolean;
  readonly isDeletingMaps: boolean;
  readonly isJson: boolean;
};

export const HELP = `Usage: bugsage sourcemaps <command> [options]

  upload <folder>   give the scripts of a build debug ids, and upload them with their maps
  inject <folder>   give them debug ids, and upload nothing
  check <folder>    say which scripts would resolve, and what keeps the others from it
  check <event or issue>
                    say why the frames of an event are resolved or not: an event id, or the id,
                    number or address of an issue

Where to (each also as an environment variable, or in .env of the current folder):
  --url <address>           BUGSAGE_URL           the server, as in https://bugsage.example
  --token <token>           BUGSAGE_TOKEN         API token: scope artifacts; read too for events
  --project <slug or id>    BUGSAGE_PROJECT       needed when the token sees several
  --organization <slug>     BUGSAGE_ORGANIZATION
  --release <version>       BUGSAGE_RELEASE       as the SDK's \`release\`; not needed with debug ids
  --dist <name>             BUGSAGE_DIST

What:
  --url-prefix <prefix>     where the folder is served; ~ is any scheme and host   [~]
  --ignore <pattern>        leave files out, as in 'vendor/**'; may be repeated
  --no-inject               leave the files as they are
  --delete-maps             delete the maps of the folder once they are uploaded
  --force                   send also what the server has
  --dry-run                 say what would be done, change and send nothing
  --json                    the result as JSON
`;

const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  organization: { type: 'string' },
  project: { type: 'string' },
  release: { type: 'string' },
  dist: { type: 'string' },
  'url-prefix': { type: 'string' },
  ignore: { type: 'string', multiple: true },
  inject: { type: 'boolean', default: true },
  'delete-maps': { type: 'boolean' },
  force: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ACTIONS: readonly Arguments['action'][] = ['upload', 'inject', 'check'];

/** Reads the words behind `bugsage sourcemaps`. Null asks for the help. Throws `UploadFailure` for a wrong call. */
export function readArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Arguments | null {
  const { values, positionals } = parse(words);
  const [action, target, ...rest] = positionals;
  if (values.help === true || action === undefined || action === 'help') return null;
  const known = ACTIONS.find((name) => name === action);
  if (known === undefined)
    throw new UploadFailure(
      `There is no command ${JSON.stringify(action)}: upload, inject or check. --help explains.`,
    );
  if (target === undefined || rest.length > 0)
    throw new UploadFailure(
      `bugsage sourcemaps ${known} takes one ${known === 'check' ? 'folder, event or issue' : 'folder'}.`,
    );
  const setting = (value: string | undefined, name: string): string | null =>
    (value ?? environment[name] ?? '').trim() || null;
  return {
    action: known,
    target,
    url: setting(values.url, 'BUGSAGE_URL'),
    token: setting(values.token, 'BUGSAGE_TOKEN'),
    organization: setting(values.organization, 'BUGSAGE_ORGANIZATION'),
    project: setting(values.project, 'BUGSAGE_PROJECT'),
    release: setting(values.release, 'BUGSAGE_RELEASE'),
    dist: setting(values.dist, 'BUGSAGE_DIST'),
    urlPrefix: readUrlPrefix(values['url-prefix'] ?? '~'),
    ignore: values.ignore ?? [],
    isInjecting: values.inject,
    isForced: values.force === true,
    isDryRun: values['dry-run'] === true,
    isDeletingMaps: values['delete-maps'] === true,
    isJson: values.json === true,
  };
}

/** `~/static`, `/static` and `static` are the same; whole addresses stay. Throws `UploadFailure` for others. */
export function readUrlPrefix(prefix: string): string {
  const text = prefix.trim().replace(/\/+$/, '');
  if (/^[a-z][\w+.-]*:\/\//i.test(text) || text === '~' || text.startsWith('~/')) return text;
  if (text.startsWith('~'))
    throw new UploadFailure(`${JSON.stringify(prefix)} is no prefix. Write it like ~/static.`);
  return text === '' ? '~' : `~/${text.replace(/^\/+/, '')}`;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw new UploadFailure(`${(error as Error).message.split('. ')[0] ?? ''}. --help lists the options.`, {
      cause: error,
    });
  }
}
