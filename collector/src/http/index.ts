export type {
  HttpAnswer,
  HttpHandler,
  HttpHeader,
  HttpRequest,
  HttpServer,
  HttpServerOptions,
} from './http-server.ts';
export { HTTP_ADAPTERS, type HttpAdapter, startServer } from './start-server.ts';
