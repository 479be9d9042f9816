/** A patch that makes the error go away and leaves the program wrong: one replacement in one file. */
export type WrongPatch = readonly [file: string, find: string, replace: string];

/**
 * What a model might hand in: guards that give nothing, defaults that hide, early ends, swallowed errors, wrong branches.
 * By case; every one of them fails the hidden checks of its case, and none may be called verified.
 */
export const WRONG_PATCHES: Readonly<Record<string, readonly WrongPatch[]>> = {
  'trap/renamed-field/shop': [
    ['src/label.js', 'order.total.toFixed(2)', 'order.total?.toFixed(2)'],
    ['src/label.js', 'order.total.toFixed(2)', '(order.total ?? 0).toFixed(2)'],
    [
      'src/label.js',
      '  return order.id',
      '  if (order.total === undefined) return order.id;\n  return order.id',
    ],
    ['src/label.js', 'order.total.toFixed(2)', "(order.total ? order.total.toFixed(2) : '')"],
  ],
  'trap/missing-return/shop': [
    ['src/greet.js', 'customer.name', 'customer?.name'],
    ['src/greet.js', 'customer.name', "(customer?.name ?? '')"],
    ['src/greet.js', "  return 'Hello ", "  if (!customer) return 'Hello';\n  return 'Hello "],
  ],
  'trap/swapped-arguments/shop': [
    ['src/money.js', 'currency.toUpperCase()', 'String(currency).toUpperCase()'],
    [
      'src/money.js',
      'currency.toUpperCase()',
      "(typeof currency === 'string' ? currency.toUpperCase() : '')",
    ],
    ['src/money.js', 'currency.toUpperCase()', "(currency.toUpperCase?.() ?? '')"],
  ],
  'trap/filter-for-find/shop': [
    ['src/title.js', 'found.title.trim()', 'found.title?.trim()'],
    ['src/title.js', 'found.title.trim()', "(found.title ?? '').trim()"],
    ['src/title.js', '  return found', "  if (!found.title) return '';\n  return found"],
  ],
  'trap/wrong-key/shop': [
    ['src/tax.js', '  return (order', '  if (!entry) return 0;\n  return (order'],
    ['src/tax.js', 'entry.rate', '(entry?.rate ?? 0)'],
    ['src/tax.js', 'entry.rate', 'entry?.rate'],
  ],
  'trap/cleared-too-early/shop': [
    ['src/finish.js', 'state.current.id', 'state.current?.id'],
    ['src/finish.js', '  log.push', '  if (state.current) log.push'],
    ['src/finish.js', '  log.push', '  if (!state.current) return done;\n  log.push'],
  ],
  'trap/answer-shape-changed/shop': [
    ['src/names.js', 'orders.map(', '(Array.isArray(orders) ? orders : []).map('],
    ['src/names.js', '  return orders', '  if (!orders.map) return [];\n  return orders'],
    ['src/names.js', 'orders.map((one) => one.name)', '(orders.map?.((one) => one.name) ?? [])'],
  ],
  'trap/negative-by-mistake/shop': [
    ['src/stars.js', '.repeat(empty)', '.repeat(Math.max(0, empty))'],
    ['src/stars.js', "'-'.repeat(empty)", "(empty > 0 ? '-'.repeat(empty) : '')"],
    ['src/stars.js', '  return', "  if (empty < 0) return '*'.repeat(rating);\n  return"],
  ],
  'lookup-misses/shop': [
    ['src/orders.js', '  return found', '  if (!found) return 1;\n  return found'],
    ['src/orders.js', '  return found', '  if (!found) return;\n  return found'],
    ['src/orders.js', 'found.total * 2', '(found?.total ?? 1) * 2'],
    ['src/orders.js', '  return found', '  if (found) return 0;\n  return found'],
    ['src/orders.js', 'found.total * 2', '(found ?? orders[0]).total * 2'],
  ],
  'optional-field/shop': [
    ['src/note.js', 'order.note.trim()', 'String(order.note).trim()'],
    ['src/note.js', '  return order.note', "  if (!order.note) return 'none';\n  return order.note"],
    ['src/note.js', 'order.note.trim()', "(order.note ?? '?').trim()"],
    ['src/note.js', '  return order.note', "  if (order.note) return '';\n  return order.note"],
  ],
  'condition-reads-through/shop': [
    ['src/customer.js', "customer.address.country !== 'NL'", "customer.address?.country !== 'NL'"],
    [
      'src/customer.js',
      "customer.address.country !== 'NL'",
      "!customer.address || customer.address.country !== 'NL'",
    ],
    [
      'src/customer.js',
      "  if (customer.address.country !== 'NL')",
      "  if (!customer.address) return true;\n  if (customer.address.country !== 'NL')",
    ],
  ],
  'hole-in-a-list/shop': [
    ['src/names.js', '    const key', '    if (!order.customer) return names;\n    const key'],
    ['src/names.js', '    const key', '    if (!order.customer) break;\n    const key'],
    ['src/names.js', 'order.customer.name.toLowerCase()', "(order.customer?.name ?? '').toLowerCase()"],
    ['src/names.js', 'order.customer.name.toLowerCase()', 'order.customer?.name.toLowerCase()'],
    ['src/names.js', '    const key', '    if (!order.customer) return [];\n    const key'],
  ],
  'left-out-options/shop': [
    ['src/format.js', "{ currency = 'EUR' }", "{ currency = 'EUR' } = { currency: 'USD' }"],
    ['src/format.js', "{ currency = 'EUR' }", "{ currency = 'EUR' } = { currency: '' }"],
  ],
  'callback-left-out/shop': [
    ['src/save.js', '  onDone(', '  if (!onDone) return;\n  onDone('],
    ['src/save.js', '  onDone(', '  if (!onDone) return null;\n  onDone('],
    ['src/save.js', '  return order.id', '  return onDone ? order.id : 0'],
  ],
  'missing-await-of-list/shop': [
    ['src/open.js', 'orders.filter(', '(Array.isArray(orders) ? orders : []).filter('],
    ['src/open.js', '  return orders', '  if (!orders.filter) return [];\n  return orders'],
    ['src/open.js', 'orders.filter((one) => one.open)', '(orders.filter?.((one) => one.open) ?? [])'],
  ],
  'constant-assigned/shop': [
    ['src/sum.js', 'sum += order.total', 'sum + order.total'],
    ['src/sum.js', '  for (const', '  if (orders.length > 0) return sum;\n  for (const'],
  ],
  'answer-is-no-list/shop': [
    ['src/ids.js', 'answer.map(', '[].concat(answer).map('],
    ['src/ids.js', 'answer.map(', '(answer.data ?? []).map('],
    ['src/ids.js', 'answer.map(', 'answer.orders.slice(1).map('],
    ['src/ids.js', 'answer.map((one) => one.id)', 'answer.orders'],
  ],
  'answered-twice/shop': [
    ['src/route.js', "    response.status(400).json({ error: 'no id' });", '    return;'],
    [
      'src/route.js',
      "    response.status(400).json({ error: 'no id' });",
      "    return response.json({ error: 'no id' });",
    ],
    ['src/route.js', '  if (!request', '  if (request.params.id === undefined) return;\n  if (!request'],
    ['src/route.js', '  response.json({ id', '  if (!response.headersSent) response.json({ id'],
    ['src/route.js', '  response.json({ id: request.params.id });\n', ''],
  ],
  'page-read-as-json/shop': [
    ['src/api.js', "fetch('/api/orders');", "fetch('/api/orders');\n  if (!response.ok) return [];"],
    ['src/api.js', "fetch('/api/orders');", "fetch('/api/orders');\n  if (!response.ok) return null;"],
  ],
  'date-that-is-none/shop': [
    ['src/day.js', '  return date', "  if (Number.isNaN(date.getTime())) return '';\n  return date"],
    ['src/day.js', '  return date', '  if (Number.isNaN(date.getTime())) return text;\n  return date'],
    ['src/day.js', 'new Date(text)', 'new Date(Date.parse(text) || 0)'],
  ],
  'text-as-pattern/shop': [
    ['src/search.js', '  const pattern', "  if (text.includes('+')) return [];\n  const pattern"],
    ['src/search.js', "new RegExp(text, 'i')", String.raw`new RegExp(text.replace(/\W/g, ''), 'i')`],
  ],
  'large-integer-as-json/shop': [
    [
      'src/write.js',
      'JSON.stringify(order)',
      "JSON.stringify(order, (key, one) => (typeof one === 'bigint' ? 0 : one))",
    ],
    ['src/write.js', 'JSON.stringify(order)', 'String(order)'],
  ],
  'damaged-stored-text/shop': [
    ['src/saved.js', '  return JSON', '  if (!text) return null;\n  return JSON'],
    ['src/saved.js', 'JSON.parse(text)', "JSON.parse(text || 'null')"],
    ['src/saved.js', 'JSON.parse(text)', "JSON.parse(text || '{}')"],
  ],
  'python-none/shop': [
    ['app/orders.py', '    return row.name', '    if row is None:\n        return None\n    return row.name'],
    ['app/orders.py', 'row.name.upper()', 'str(row and row.name).upper()'],
    ['app/orders.py', '    return row.name', '    if row is None:\n        return "?"\n    return row.name'],
    ['app/orders.py', 'return rows.get(key)', 'return rows.get(key, Row("NONE"))'],
    ['app/orders.py', 'return rows.get(key)', 'return rows.get(key) or next(iter(rows.values()))'],
  ],
  'python-key/shop': [
    ['app/total.py', '- order["discount"]', '- order.get("discount", 1)'],
    [
      'app/total.py',
      '    return order["total"]',
      '    if "discount" not in order:\n        return 0\n    return order["total"]',
    ],
    [
      'app/total.py',
      '    return order["total"]',
      '    if "discount" not in order:\n        return None\n    return order["total"]',
    ],
    ['app/total.py', '- order["discount"]', '- order.get("discount", order["total"])'],
  ],
  'python-index/shop': [
    ['app/newest.py', '    return ordered', '    if not ordered:\n        return 0\n    return ordered'],
    ['app/newest.py', '    return ordered', '    if not ordered:\n        return []\n    return ordered'],
    ['app/newest.py', 'sorted(orders)', 'sorted(orders) or [0]'],
    ['app/newest.py', 'ordered[-1]', '(ordered[0] if ordered else None)'],
  ],
  'python-json/shop': [
    [
      'app/rates.py',
      '    return response',
      '    if response.status_code >= 400:\n        return []\n    return response',
    ],
    [
      'app/rates.py',
      '    return response',
      '    if response.status_code >= 400:\n        return None\n    return response',
    ],
    [
      'app/rates.py',
      'response.json()["rates"]',
      '(response.json() if response.status_code < 400 else {"rates": []})["rates"]',
    ],
    [
      'app/rates.py',
      '    return response',
      '    if response.text.startswith("<"):\n        return []\n    return response',
    ],
  ],
  'python-encoding/shop': [
    ['app/load.py', 'open(path)', 'open(path, errors="ignore")'],
    ['app/load.py', 'open(path)', 'open(path, errors="replace")'],
    ['app/load.py', 'open(path)', 'open(path, encoding="latin-1")'],
  ],
  'python-zero-division/shop': [
    ['app/average.py', 'len(orders)', 'max(1, len(orders) - 1)'],
    ['app/average.py', '    return sum', '    if not orders:\n        return None\n    return sum'],
    ['app/average.py', 'len(orders)', '(len(orders) + 1)'],
  ],
};
