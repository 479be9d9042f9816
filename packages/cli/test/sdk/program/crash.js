import { reporting } from './start-reporting.js';
import { printInvoice } from './print-invoice.js';

console.warn('the printer is low on ink');
reporting.addBreadcrumb({ category: 'order', message: 'order 4711 opened', data: { lines: 1 } });

function closeOrder(order) {
  return printInvoice(order);
}

setImmediate(function onOrder() {
  closeOrder({ title: 'gallery seat', customer: {} });
});
