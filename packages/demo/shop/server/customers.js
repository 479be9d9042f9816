const customers = [
  { id: 'c-100', email: 'ada@example.org', name: 'Ada Brenner', membership: { since: 2021, percent: 5 } },
  { id: 'c-101', email: 'tomas@example.org', name: 'Tomas Rehn', membership: null },
  { id: 'c-102', email: 'yuki@example.org', name: 'Yuki Mori', membership: { since: 2024, percent: 3 } },
];

export function findCustomerByEmail(email) {
  const wanted = String(email ?? '')
    .trim()
    .toLowerCase();
  return customers.find((customer) => customer.email === wanted);
}

export function findCustomer(id) {
  return customers.find((customer) => customer.id === id);
}
