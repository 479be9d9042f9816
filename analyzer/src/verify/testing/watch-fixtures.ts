import type { Fixture } from './fixture.ts';
import { undefinedProperty } from './fixtures.ts';

const COMMON_JS = '{ "scripts": { "test": "node --test" } }';

/** A program whose listeners only its own machinery reaches, with things no generated argument can stand for. */
const MACHINERY = `'use strict';
class Walker {
  #seen = new Set();
  #listeners = new Map();
  add(plugin) {
    for (const [kind, listener] of Object.entries(plugin(this))) this.#listeners.set(kind, listener);
    return this;
  }
  walk(node) {
    this.#seen.add(node.kind);
    const listener = this.#listeners.get(node.kind);
    if (listener !== undefined) listener(node);
    for (const child of node.children || []) this.walk(child);
  }
  has(kind) {
    return this.#seen.has(kind);
  }
}
module.exports = { Walker };
`;

const ROOMS = `'use strict';
module.exports = function rooms(report) {
  return function plugin(walker) {
    if (!walker.has('start')) throw new Error('The walk has not begun.');
    return {
      Desk(node) {
        if (!node.owner) return;
        report(node.owner.name + ' sits here');
      },
      Room(node) {
        report('a room');
        if (node.owner.name === 'nobody') return;
        report(node.owner.name + ' works here');
      },
    };
  };
};
`;

const TESTS = `'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { Walker } = require('../lib/walker.js');
const rooms = require('../lib/rooms.js');

function reported(...children) {
  const said = [];
  const walker = new Walker();
  walker.walk({ kind: 'start' });
  walker.add(rooms((text) => said.push(text))).walk({ kind: 'house', children });
  return said;
}

test('rooms are told', () => {
  assert.deepEqual(reported({ kind: 'Room', owner: { name: 'nobody' } }), ['a room']);
});
test('who works there is told', () => {
  const said = reported({ kind: 'Room', owner: { name: 'Ada' } }, { kind: 'Room', owner: { name: 'Bo' } });
  assert.deepEqual(said, ['a room', 'Ada works here', 'a room', 'Bo works here']);
});
test('desks are told', () => {
  assert.deepEqual(reported({ kind: 'Desk', owner: { name: 'Ada' } }, { kind: 'Desk' }), ['Ada sits here']);
});
`;

/** A closure in a table that a plugin hands to a registry; a property of a real object is missing. */
export const listener: Fixture = {
  files: {
    'package.json': COMMON_JS,
    'lib/walker.js': MACHINERY,
    'lib/rooms.js': ROOMS,
    'test/rooms.test.js': TESTS,
  },
  error: undefinedProperty('name'),
  frames: [['lib/rooms.js', "node.owner.name === 'nobody'"]],
};

/** A method of a class that cannot be made from outside, with a whole argument missing that a caller writes down. */
export const method: Fixture = {
  files: {
    'package.json': COMMON_JS,
    'src/till.js': `'use strict';
const KEY = Symbol('key');
class Till {
  #rate;
  constructor(key, rate) {
    if (key !== KEY) throw new Error('Use openTill().');
    this.#rate = rate;
  }
  taxOf(price) {
    return price.cents * this.#rate;
  }
  bookAll(lines) {
    let sum = 0;
    for (const line of lines) {
      sum += this.taxOf(line.price);
    }
    return sum;
  }
}
exports.openTill = (rate) => new Till(KEY, rate);
`,
    'src/till.test.js': `'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { openTill } = require('./till.js');
test('taxes', () => {
  const till = openTill(2);
  assert.equal(till.bookAll([{ price: { cents: 3 } }, { price: { cents: 4 } }]), 14);
  assert.equal(till.bookAll([{ price: { cents: 5 } }]), 10);
  assert.equal(till.bookAll([]), 0);
});
`,
  },
  error: undefinedProperty('cents'),
  frames: [
    ['src/till.js', 'price.cents'],
    ['src/till.js', 'this.taxOf(line.price)'],
  ],
};

/** The result of a call is missing, in an asynchronous closure. */
export const lookup: Fixture = {
  files: {
    'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
    'src/greeter.js': `export function makeGreeter(store, secret) {
  if (secret !== 'the-secret-of-the-house-4711') throw new Error('No.');
  return {
    async greet(id) {
      await store.open();
      const user = store.find(id);
      return 'Hello ' + user.name;
    },
  };
}
`,
    'src/store.js': `export class Store {
  #users = new Map([['a', { name: 'Ada' }], ['b', { name: 'Bo' }], ['c', { name: 'Cy' }]]);
  #isOpen = false;
  async open() { this.#isOpen = true; }
  find(id) {
    if (!this.#isOpen) throw new Error('closed');
    return this.#users.get(id);
  }
}
`,
    'src/greeter.test.js': `import assert from 'node:assert';
import { test } from 'node:test';
import { makeGreeter } from './greeter.js';
import { Store } from './store.js';
test('greets', async () => {
  const greeter = makeGreeter(new Store(), 'the-secret-of-the-house-4711');
  const all = await Promise.all(['a', 'b', 'c'].map((id) => greeter.greet(id)));
  assert.deepEqual(all, ['Hello Ada', 'Hello Bo', 'Hello Cy']);
});
`,
  },
  error: undefinedProperty('name'),
  frames: [['src/greeter.js', 'user.name']],
};

/** A listener that only asks what something is and does other work after that, without a semicolon behind its directive. */
export const asking: Fixture = {
  files: {
    'package.json': COMMON_JS,
    'lib/walker.js': MACHINERY,
    'lib/lamps.js': `'use strict'
const GUEST = 'guest';
module.exports = function lamps(report, isQuiet = false) {
  function isOfGuest(node) {
    const { owner } = node;
    return owner.kind === GUEST && owner.name !== 'nobody';
  }
  return () => ({
    Lamp(node) {
      if (!isQuiet && isOfGuest(node)) report('lit by a guest');
      node.isSeen = true;
    },
  });
};
`,
    'test/lamps.test.js': `'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { Walker } = require('../lib/walker.js');
const lamps = require('../lib/lamps.js');

function walked(owners, isQuiet) {
  const said = [];
  const children = owners.map((owner) => ({ kind: 'Lamp', owner }));
  new Walker().add(lamps((text) => said.push(text), isQuiet)).walk({ kind: 'house', children });
  assert.ok(children.every(({ isSeen }) => isSeen));
  return said;
}

test('lamps of the house', () => {
  assert.deepEqual(walked([{ kind: 'host', name: 'Ada' }, { kind: 'cat', name: 'Tom' }]), []);
});
test('lamps of guests', () => {
  assert.deepEqual(walked([{ kind: 'guest', name: 'Bo' }]), ['lit by a guest']);
});
test('nobody is told of lamps at night', () => {
  assert.deepEqual(walked([undefined, { kind: 'guest', name: 'Bo' }, undefined], true), []);
});
`,
  },
  error: undefinedProperty('kind'),
  frames: [
    ['lib/lamps.js', 'owner.kind === GUEST'],
    ['lib/lamps.js', 'isOfGuest(node))'],
  ],
};

/** A question that made-up calls reach as well, where nothing tells them which answer is right. */
export const question: Fixture = {
  files: {
    'package.json': COMMON_JS,
    'lib/guests.js': `'use strict';
exports.isOfGuest = function isOfGuest(lamp) {
  const { owner } = lamp;
  return lamp.isLit && owner.kind === 'guest';
};
`,
    'test/guests.test.js': `'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { isOfGuest } = require('../lib/guests.js');
test('guests', () => {
  assert.equal(isOfGuest({ isLit: true, owner: { kind: 'host' } }), false);
  assert.equal(isOfGuest({ isLit: true, owner: { kind: 'cat' } }), false);
  assert.equal(isOfGuest({ isLit: true, owner: { kind: 'guest' } }), true);
  assert.equal(isOfGuest({ isLit: false }), false);
  assert.equal(isOfGuest({ isLit: false, owner: null }), false);
});
`,
  },
  error: undefinedProperty('kind'),
  frames: [['lib/guests.js', "owner.kind === 'guest'"]],
};

/** A question about what a search gives. It has to look for the name in small letters, which only people know. */
export const searching: Fixture = {
  files: {
    'package.json': COMMON_JS,
    'lib/guests.js': `'use strict';
const OWNERS = new Map([['bo', { kind: 'guest' }], ...[...'abcdefghijkl'].map((name) => [name, { kind: 'host', name }])]);
exports.isOfGuest = function isOfGuest(lamp) {
  const owner = OWNERS.get(lamp.owner);
  return lamp.isLit && owner.kind === 'guest';
};
`,
    'test/guests.test.js': `'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { isOfGuest } = require('../lib/guests.js');
test('guests', () => {
  for (const owner of 'abcdefghijkl') assert.equal(isOfGuest({ isLit: true, owner }), false);
  assert.equal(isOfGuest({ isLit: true, owner: 'bo' }), true);
  assert.equal(isOfGuest({ isLit: false, owner: '' }), false);
  assert.equal(isOfGuest({ isLit: false }), false);
});
`,
  },
  error: undefinedProperty('kind'),
  frames: [['lib/guests.js', "owner.kind === 'guest'"]],
};
