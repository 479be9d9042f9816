import { timeGrowth } from '@bugsage/core/testing';
import { expect, test } from 'vitest';
import { filterEmails, filterIpAddresses } from './addresses.ts';

test.each([
  ['ann@shop.example', '[Filtered]'],
  ['mail ann.b+x@mail.shop.example.', 'mail [Filtered].'],
  ['<ann@a.example>,<bob@b.example>', '<[Filtered]>,<[Filtered]>'],
  ['?to=ann%40shop.example&x=1', '?to=[Filtered]&x=1'],
  ['jürgen@exämple.de', '[Filtered]'],
  ['@decorator() a@b x@ @y.z user@host', '@decorator() a@b x@ @y.z user@host'],
])('e-mail addresses of %j', (text, filtered) => {
  expect(filterEmails(text)).toBe(filtered);
});

test.each([
  ['from 203.0.113.7', 'from [Filtered]'],
  ['203.0.113.7:443 refused', '[Filtered] refused'],
  ['2001:db8::1, fe80::1', '[Filtered], [Filtered]'],
  ['[::ffff:10.0.0.1]:80', '[[Filtered]]:80'],
  ['at 10.0.0.1.', 'at [Filtered].'],
  [
    'version 1.2.3, v1.2.3.4, 1.2.3.4.5, 999.1.1.1, 12:30:05',
    'version 1.2.3, v1.2.3.4, 1.2.3.4.5, 999.1.1.1, 12:30:05',
  ],
])('IP addresses of %j', (text, filtered) => {
  expect(filterIpAddresses(text)).toBe(filtered);
});

test.each(['@', 'a@', '.a', 'a@a.', '%40', '1.', '1:', '::', '1.1.1.1 '])(
  '%j many times: twice the text, about twice the time',
  (unit) => {
    const run = (size: number): void => {
      filterEmails(unit.repeat(size));
      filterIpAddresses(unit.repeat(size));
    };
    expect(timeGrowth(run, 20_000)).toBeLessThan(3);
  },
);
