import { expect, test } from 'vitest';
import { parseRoute } from './route.ts';

test.each([
  ['/api/1/envelope/', { kind: 'endpoint', endpoint: 'envelope', projectText: '1' }],
  ['/api/1/envelope', { kind: 'endpoint', endpoint: 'envelope', projectText: '1' }],
  ['//api///1//envelope//', { kind: 'endpoint', endpoint: 'envelope', projectText: '1' }],
  ['/api/1/store/', { kind: 'endpoint', endpoint: 'store', projectText: '1' }],
  ['/api/store/', { kind: 'endpoint', endpoint: 'store', projectText: undefined }],
  ['/api/1/batch/', { kind: 'endpoint', endpoint: 'batch', projectText: '1' }],
  ['/api/1/report/', { kind: 'endpoint', endpoint: 'report', projectText: '1' }],
  ['/api/tunnel/', { kind: 'endpoint', endpoint: 'tunnel', projectText: undefined }],
  ['/live', { kind: 'operation', operation: 'live' }],
  ['/metrics/', { kind: 'operation', operation: 'metrics' }],
  ['/', { kind: 'unknown' }],
  ['/api/1/../2/envelope/', { kind: 'unknown' }],
  ['/api/1/envelope/extra', { kind: 'unknown' }],
  ['/API/1/envelope/', { kind: 'unknown' }],
  ['/constructor', { kind: 'unknown' }],
])('the path %s is %o', (path, route) => {
  expect(parseRoute(path)).toEqual(route);
});
