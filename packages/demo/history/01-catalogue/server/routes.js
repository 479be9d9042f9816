import { catalogRoutes } from './catalog.js';

export const routes = [...catalogRoutes];
