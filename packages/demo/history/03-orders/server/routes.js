import { basketRoutes } from './basket.js';
import { catalogRoutes } from './catalog.js';
import { checkoutRoutes } from './checkout.js';
import { orderRoutes } from './order-store.js';
import { sessionRoutes } from './session.js';

export const routes = [
  ...catalogRoutes,
  ...sessionRoutes,
  ...basketRoutes,
  ...orderRoutes,
  ...checkoutRoutes,
];
