/**
 * Functions that raise, abort or allocate for others: the crash is theirs only by name. Looked at in lower case,
 * whole or, with a trailing `*`, as a prefix. Used when no frame is in-app.
 */
const DROPPED: readonly string[] = [
  'abort',
  'raise',
  '__pthread_kill',
  'pthread_kill',
  '__pthread_kill_implementation',
  '__abort',
  'kill',
  'gpusgeneratecrashlog*',
  'gpuskillclient*',
  '__assert_fail',
  '__assert_rtn',
  'gsignal',
  '__libc_*',
  '__kill',
  'rust_begin_unwind',
  'std::panicking::*',
  'core::panicking::*',
  'std::sys*',
  'std::rt::*',
  'core::result::unwrap_failed',
  'core::option::*',
  'runtime.gopanic',
  'runtime.panic*',
  'runtime.sigpanic',
  'runtime.goexit',
  'panic',
  'gopanic',
  'sigpanic',
  'goexit',
  'malloc',
  'free',
  'calloc',
  'realloc',
  'operator new*',
  'operator delete*',
  '__cxa_throw',
  '__cxa_rethrow',
  'std::terminate',
  '_objc_terminate*',
  'objc_exception_throw',
  '__exceptionpreprocess',
  'objc_msgsend',
  'raiseexception',
  'kiuserexceptiondispatcher',
  'rtlraiseexception',
  '_cxxthrowexception',
  'processticksandrejections',
  'runmicrotasks',
  'runnextticks',
  'queuemicrotask',
  'sentrywrapped',
  '__webpack_require__',
];

const WHOLE = new Set(DROPPED.filter((name) => !name.endsWith('*')));
const PREFIXES = DROPPED.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

export function isDroppedFunction(name: string | null): boolean {
  if (name === null) return false;
  const lower = name.toLowerCase();
  return WHOLE.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}
