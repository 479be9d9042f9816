import { HttpError } from './http.js';

const products = [
  { sku: 'assam-100', name: 'Assam, second flush', price: 890, grams: 120, tags: ['black', 'malty'] },
  { sku: 'sencha-100', name: 'Sencha from Kagoshima', price: 1290, grams: 115, tags: ['green', 'fresh'] },
  { sku: 'oolong-80', name: 'Milky oolong', price: 1450, grams: 95, tags: ['oolong', 'creamy'] },
  { sku: 'earl-100', name: 'Earl Grey with bergamot', price: 790, grams: 120, tags: ['black', 'citrus'] },
  { sku: 'mint-60', name: 'Garden mint', price: 590, grams: 75, tags: ['herbal', 'fresh'] },
  { sku: 'pot-600', name: 'Cast-iron pot, 0.6 l', price: 4900, grams: 1450, tags: ['ware'] },
];

export function listProducts(search = '') {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return products.filter((product) => {
    const text = `${product.name} ${product.tags.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function findProduct(sku) {
  return products.find((product) => product.sku === sku);
}

export const catalogRoutes = [
  {
    method: 'GET',
    path: '/api/products',
    handler: ({ url }) => ({ body: { products: listProducts(url.searchParams.get('search') ?? '') } }),
  },
  {
    method: 'GET',
    path: '/api/products/:sku',
    handler: ({ params }) => {
      const product = findProduct(params.sku);
      if (!product) throw new HttpError(404, 'We do not sell this tea.');
      return { body: { product } };
    },
  },
];
