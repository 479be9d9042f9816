import type { Page } from 'playwright-core';

/** Whether the last tenth of the chart holds pixels in the colour of the bars: at least as many as a bar a person can see. */
export function barOfNewestBucket(page: Page): Promise<{ isDrawn: boolean; pixels: number }> {
  return page.locator('.bar-chart canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const painted = canvas.getContext('2d');
    const colour = getComputedStyle(canvas).fill.match(/\d+/gu)?.map(Number) ?? [];
    const left = Math.floor(canvas.width * 0.9);
    const { data } = painted?.getImageData(left, 0, canvas.width - left, canvas.height) ?? { data: [] };
    let pixels = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (colour.every((part, index) => Math.abs((data[at + index] ?? 0) - part) < 8)) pixels += 1;
    }
    // Two pixels wide and as high as a line of text.
    return { isDrawn: pixels >= 40, pixels };
  });
}
