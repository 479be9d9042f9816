import { captureException, captureMessage, init, setTag, setUser } from './reporting.js';
import { priceOf } from './prices.js';

const { dsn, release } = JSON.parse(document.querySelector('#settings').textContent);
init({ dsn, release, environment: 'staging' });
setUser({ id: 'visitor-7', username: 'ada' });
setTag('booth', 'north');

class SeatTakenError extends Error {
  name = 'SeatTakenError';
}

function bookSeat(seat) {
  return `booked for ${priceOf(seat)}`;
}

async function reserveSeat(number) {
  await Promise.resolve();
  throw new SeatTakenError(`seat ${number} is taken`);
}

function readReceipt() {
  return JSON.parse('<html>');
}

const ACTIONS = {
  async lookUp() {
    console.warn('the seat plan is old');
    await fetch('/seats.json');
    await fetch('/discounts.json');
    document.querySelector('output').textContent = 'looked up';
  },
  book() {
    bookSeat({ number: 12 });
  },
  reserve() {
    void reserveSeat(12);
  },
  sellOut() {
    captureMessage('no seat left in row B', 'warning');
  },
  leave() {
    location.href = 'about:blank';
    bookSeat({ number: 13 });
  },
  pay() {
    try {
      readReceipt();
    } catch (cause) {
      captureException(new Error('payment failed', { cause }));
    }
  },
  refund() {
    captureException(
      new AggregateError([new SeatTakenError('seat 3'), new RangeError('seat 900')], 'refund failed'),
    );
  },
  print() {
    setTimeout(function printTicket() {
      throw 'no printer';
    }, 0);
  },
  note() {
    captureException('the note is too long');
  },
  scan() {
    setTimeout(function scanTicket() {
      throw { code: 'E_SCAN', detail: 'no light' };
    }, 0);
  },
  rate() {
    void Promise.reject({ code: 'E_RATE', detail: 'no stars' });
  },
};

for (const [id, act] of Object.entries(ACTIONS)) {
  document.getElementById(id).addEventListener('click', () => {
    void act();
  });
}
