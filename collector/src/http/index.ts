export type {
  HttpAnswer,
  HttpHandler,
  HttpHeader,
  HttpRequest,
  HttpServer,
  HttpServerOptions,
} from './http-server.ts';
export { HTTP_ADAPTERS, type HttpAdapter, startServer } from './start-server.ts';
export { loadUws } from './load-uws.ts';
export type { UwsApp, UwsBinding, UwsListenSocket, UwsResponse } from './uws-binding.ts';
export { listenOnUws } from './uws-server.ts';
