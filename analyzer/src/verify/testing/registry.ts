/** Whether packages can be had; tests that need real ones are left out, with a loud word, where they cannot. */
export async function isReachable(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(10_000) });
    return response.ok;
  } catch (error) {
    process.stderr.write(`TESTS WITH REAL PACKAGES NOT RUN: ${url} cannot be reached (${String(error)}).\n`);
    return false;
  }
}

export const NPM_REGISTRY = 'https://registry.npmjs.org/is-odd/3.0.0';
export const PYPI = 'https://pypi.org/simple/six/';
