/** Every line of the cart has an article, or so we thought. */
export function totalOf(cart) {
  let total = 0;
  for (const line of cart.lines) total += priceOfLine(line);
  return total;
}

function priceOfLine(line) {
  const price = line.article.price;
  return price * line.count;
}
