import { basketRoutes } from './basket.js';
import { catalogRoutes } from './catalog.js';
import { checkoutRoutes } from './checkout.js';
import { orderRoutes } from './order-store.js';
import { recommendationRoutes } from './recommendations.js';
import { sessionRoutes } from './session.js';
import { shippingRoutes } from './shipping.js';

export const routes = [
  ...catalogRoutes,
  ...sessionRoutes,
  ...basketRoutes,
  ...orderRoutes,
  ...checkoutRoutes,
  ...shippingRoutes,
  ...recommendationRoutes,
];
