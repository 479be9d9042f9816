/**
 * The part of uWebSockets.js that is used, written down here because its packages are optional: type checks must pass
 * where no build of it exists.
 */
export type UwsResponse = {
  onAborted(handler: () => void): UwsResponse;
  onData(handler: (chunk: ArrayBuffer, isLast: boolean) => void): UwsResponse;
  cork(write: () => void): UwsResponse;
  writeStatus(status: string): UwsResponse;
  writeHeader(name: string, value: string): UwsResponse;
  end(body: string | Uint8Array, closeConnection: boolean): UwsResponse;
  endWithoutBody(): UwsResponse;
  getRemoteAddressAsText(): ArrayBuffer;
};

export type UwsRequest = {
  getCaseSensitiveMethod(): string;
  getUrl(): string;
  /** Undefined without a question mark, whatever its own type declaration says. */
  getQuery(): string | undefined;
  getHeader(lowerCaseName: string): string;
  forEach(visit: (name: string, value: string) => void): void;
};

/** A native pointer; only handed back. */
export type UwsListenSocket = { readonly uwsListenSocket: unique symbol };

export type UwsApp = {
  any(pattern: string, handler: (response: UwsResponse, request: UwsRequest) => void): UwsApp;
  listen(host: string, port: number, opened: (socket: UwsListenSocket | false) => void): UwsApp;
  close(): UwsApp;
};

export type UwsBinding = {
  App(): UwsApp;
  us_listen_socket_close(socket: UwsListenSocket): void;
  us_socket_local_port(socket: UwsListenSocket): number;
};
