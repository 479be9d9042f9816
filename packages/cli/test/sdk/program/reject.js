import './start-reporting.js';

async function loadPlan() {
  await Promise.resolve();
  throw new TypeError('the plan of hall 3 is empty');
}

void loadPlan();
