import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds to be serious or critical, one line per element: rule, element, and what is wrong with it. */
export async function barriersOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    return loaded.run(document, { resultTypes: ['violations', 'passes'] });
  });
  if (passes.length === 0) throw new Error('axe-core looked at nothing.');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
