async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export const getProducts = () => call('GET', '/api/products').then((answer) => answer.products);
export const getBasket = () => call('GET', '/api/cart');
export const addToBasket = (sku, quantity) => call('POST', '/api/cart', { sku, quantity });
