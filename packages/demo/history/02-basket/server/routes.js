import { basketRoutes } from './basket.js';
import { catalogRoutes } from './catalog.js';
import { sessionRoutes } from './session.js';

export const routes = [...catalogRoutes, ...sessionRoutes, ...basketRoutes];
