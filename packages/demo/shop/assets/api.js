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
export const getRecommendations = () => call('GET', '/api/recommendations').then((answer) => answer.products);
export const getBasket = () => call('GET', '/api/cart');
export const addToBasket = (sku, quantity) => call('POST', '/api/cart', { sku, quantity });
export const applyCoupon = (code) => call('POST', '/api/cart/coupon', { code });
export const getOrder = (id) =>
  call('GET', `/api/orders/${encodeURIComponent(id)}`).then((answer) => answer.order);
export const checkout = (choices) => call('POST', '/api/checkout', choices).then((answer) => answer.order);
