import { randomUUID } from 'node:crypto';
import { findCustomerByEmail } from './customers.js';
import { HttpError, readJson } from './http.js';

const sessions = new Map();

/** The visitor's session, created on the first visit: `{ id, customerId, basket: { lines, couponCode } }`. */
export function sessionFor(request, response) {
  const known = sessions.get(readCookie(request.headers.cookie, 'sid'));
  if (known) return known;
  const session = { id: randomUUID(), customerId: null, basket: { lines: [], couponCode: null } };
  sessions.set(session.id, session);
  response.setHeader('set-cookie', `sid=${session.id}; Path=/; HttpOnly; SameSite=Lax`);
  return session;
}

export function readCookie(header, name) {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}

export const sessionRoutes = [
  {
    method: 'POST',
    path: '/api/session',
    handler: async ({ request, response }) => {
      const { email } = await readJson(request);
      const customer = findCustomerByEmail(email);
      if (!customer) throw new HttpError(404, 'We do not know this address yet.');
      sessionFor(request, response).customerId = customer.id;
      return { body: { name: customer.name } };
    },
  },
];
