/** The mistake: a customer may have no address. */
export function printInvoice(order) {
  return `${order.title}, ${addressOf(order.customer)}`;
}

function addressOf(customer) {
  return customer.address.street;
}
