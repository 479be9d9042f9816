/** Somebody with a session at the shop, over plain HTTP. */
export type Visitor = {
  get(path: string): Promise<number>;
  /** Sends JSON and resolves with the answer's status. */
  post(path: string, body: unknown): Promise<number>;
};

export function createVisitor(shopUrl: string): Visitor {
  let cookie = '';
  async function call(method: string, path: string, body?: unknown): Promise<number> {
    const response = await fetch(new URL(path, shopUrl), {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    await response.arrayBuffer();
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response.status;
  }
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body) };
}
