/** Files no patch may touch, by path from the repository's root, in the order they are checked. */
export const PROTECTED_PATHS = [
  {
    rule: 'secret-file',
    pattern: /(?:^|\/)(?:\.env[^/]*|id_[^/]+|\.npmrc|\.netrc|[^/]*\.(?:pem|key|p12|pfx))$/i,
  },
  { rule: 'repository-internals', pattern: /(?:^|\/)\.git(?:\/|$)|(?:^|\/)\.git(?:modules|attributes)$/ },
  {
    rule: 'ci-file',
    pattern:
      /^\.(?:github|gitlab|circleci|ci|buildkite|woodpecker|husky)\/|(?:^|\/)(?:\.gitlab-ci\.ya?ml|\.travis\.ya?ml|azure-pipelines\.ya?ml|Jenkinsfile|Dockerfile[^/]*|docker-compose[^/]*|Makefile)$/i,
  },
  {
    rule: 'dependency-file',
    pattern:
      /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|yarn\.lock|bun\.lockb?|requirements[^/]*\.txt|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|tox\.ini|pyproject\.toml)$/i,
  },
  {
    rule: 'script-file',
    pattern:
      /\.(?:sh|bash|zsh|ps1|bat|cmd|pth)$|(?:^|\/)(?:hooks|scripts)\/|(?:^|\/)(?:conftest|sitecustomize|usercustomize|manage|noxfile)\.py$/,
  },
  { rule: 'migration', pattern: /(?:^|\/)migrations?\//i },
  {
    rule: 'sensitive-area',
    pattern: /(?:^|\/)(?:auth|authn|authz|authentication|authorization|oauth|billing|payments?)(?:\/|[.-])/i,
  },
] as const;

/** Text a patch may not have more of than the file had before. */
export const REFUSED_ADDITIONS = [
  { rule: 'new-eval', pattern: /\beval\b|\bFunction\s*\(|\bconstructor\s*[([.]|\bimportScripts\b|\bvm\b/g },
  {
    rule: 'new-process',
    pattern:
      /\bchild_process\b|\bworker_threads\b|\bexecFile\b|\bspawn(?:Sync)?\s*\(|\bexecSync\b|\bprocess\s*\.\s*(?:binding|kill|exit)\b/g,
  },
  {
    rule: 'new-network',
    pattern:
      /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|['"`](?:node:)?(?:https?|net|tls|dgram|dns|undici|http2)['"`]/g,
  },
  {
    rule: 'new-environment-access',
    pattern: /\bprocess\s*(?:\.|\?\.|\[)\s*['"`]?env\b|\bimport\.meta\.env\b|\bDeno\b|\bBun\b/g,
  },
  { rule: 'new-module', pattern: /\bimport\s*\(|\brequire\s*[(.]|\bcreateRequire\b/g },
  {
    rule: 'new-indirection',
    pattern: /\bglobalThis\b|\bReflect\b|\bProxy\b|\\u(?:\{|[0-9a-fA-F]{4})|\\x[0-9a-fA-F]{2}/g,
  },
  {
    rule: 'new-markup',
    pattern:
      /\binnerHTML\b|\bouterHTML\b|\bdangerouslySetInnerHTML\b|\bdocument\s*\.\s*write\b|\binsertAdjacentHTML\b/g,
  },
  {
    rule: 'disabled-check',
    pattern:
      /eslint-disable|oxlint-disable|biome-ignore|@ts-(?:ignore|nocheck|expect-error)|\b(?:it|test|describe|suite)\s*\.\s*(?:skip|only|todo)\b|\bx(?:it|describe)\s*\(|istanbul ignore|c8 ignore/g,
  },
  {
    rule: 'empty-catch',
    pattern:
      /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*(?:\/\/[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*\}|\.\s*catch\s*\(\s*(?:\(\s*\w*\s*\)|\w+)\s*=>\s*(?:\{\s*\}|undefined|null|void 0)\s*\)/g,
  },
  { rule: 'blanket-default', pattern: /(?:\?\?|\|\|)=?\s*(?:\{\s*\}|\(\s*\{\s*\}\s*\))/g },
] as const;

/** The same for Python; what is an addition there is harmless text in JavaScript, and the other way round. */
export const REFUSED_PYTHON_ADDITIONS = [
  {
    rule: 'new-eval',
    pattern:
      /\b(?:eval|exec|execfile)\s*\(|(?<![.\w])compile\s*\(|\b(?:pickle|marshal|shelve|ctypes|cffi)\b/g,
  },
  {
    rule: 'new-process',
    pattern:
      /\b(?:subprocess|multiprocessing|pty)\b|\bos\s*\.\s*(?:system|popen|posix_spawnp?|spawn\w*|exec\w*|fork\w*|kill\w*|_exit|abort)\b|\bsys\s*\.\s*exit\b/g,
  },
  {
    rule: 'new-network',
    pattern:
      /\b(?:socket|socketserver|urllib\d?|requests|httpx|aiohttp|http\.client|http\.server|ftplib|smtplib|telnetlib|xmlrpc|paramiko)\b/g,
  },
  { rule: 'new-environment-access', pattern: /\benvironb?\b|\bgetenvb?\b|\bputenv\b/g },
  { rule: 'new-module', pattern: /\b__import__\b|\bimportlib\b|\bimp\b|\brunpy\b|\bimport\s*\(/g },
  {
    rule: 'new-indirection',
    pattern:
      /\b__(?:builtins|globals|subclasses|class|bases|mro|dict|code|getattribute|reduce\w*)__\b|\b(?:globals|locals|vars|setattr|delattr)\s*\(|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|N\{)/g,
  },
  {
    rule: 'new-markup',
    pattern: /\bmark_safe\b|\bMarkup\s*\(|\|\s*safe\b/g,
  },
  {
    rule: 'disabled-check',
    pattern:
      /#\s*(?:noqa|nosec|type:\s*ignore|pyright:\s*ignore|pylint:\s*disable|pragma:\s*no cover)|\b(?:pytest|unittest)\s*\.\s*(?:mark\s*\.\s*)?(?:skip|skipif|skipIf|skipUnless|xfail|expectedFailure)\b|\bskipTest\s*\(/g,
  },
  {
    rule: 'empty-catch',
    pattern: /\bexcept\b[^:\n]*:\s*(?:#[^\n]*\n\s*)*(?:pass\b|\.\.\.)|\bsuppress\s*\(/g,
  },
  { rule: 'blanket-default', pattern: /\bor\s*(?:\{\s*\}|\(\s*\{\s*\}\s*\)|dict\s*\(\s*\))/g },
] as const;

/** Modules of Python's library that only compute: a patch may import them anew. */
export const PURE_PYTHON_MODULES: ReadonlySet<string> = new Set(
  '__future__ collections dataclasses datetime decimal enum fractions functools itertools json math numbers operator re statistics string typing unicodedata'.split(
    ' ',
  ),
);

export type EditRule =
  | (typeof PROTECTED_PATHS)[number]['rule']
  | (typeof REFUSED_ADDITIONS)[number]['rule']
  | 'no-change'
  | 'outside-repository'
  | 'not-source'
  | 'unknown-file'
  | 'stale-file'
  | 'other-package'
  | 'too-many-files'
  | 'too-many-tests'
  | 'too-many-lines'
  | 'new-dependency'
  | 'removed-assertion'
  | 'does-not-parse';

/** Bounds of a patch: what a person reviews in a minute. Real crash fixes change 4 lines at the median, 13 at p90. */
export const EDIT_LIMITS = { filesMax: 3, testFilesMax: 1, changedLinesMax: 60 } as const;
