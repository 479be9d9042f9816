/** Somebody with a session at the shop, over plain HTTP. */
export type Visitor = {
  get(path: string): Promise<number>;
  /** Sends JSON and resolves with the answer's status. */
  post(path: string, body: unknown): Promise<number>;
};

export function createVisitor(shopUrl: string): Visitor {
  let cookie = '';
  async function call(path: string, init: RequestInit): Promise<number> {
    const response = await fetch(new URL(path, shopUrl), { ...init, headers: { cookie, ...init.headers } });
    await response.arrayBuffer();
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response.status;
  }
  return {
    get: (path) => call(path, {}),
    post: (path, body) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}
