/** The mistake: seats of the gallery have no category. */
export function priceOf(seat) {
  return seat.category.price;
}
