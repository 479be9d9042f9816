import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { TimelineBucket } from '../api/responses.ts';
import { sparklineBars } from '../format/sparkline-bars.ts';
import { CHART_BARS } from '../limits.ts';
import { onThemeChange } from '../state/theme.ts';

const HEIGHT = 150;
/** One event beside thousands must not look like none: about 2 pixels. */
const BAR_SHARE_MIN = 0.02;

type Properties = { readonly buckets: readonly TimelineBucket[]; readonly label: string };

/** Bars over time on a canvas, as wide as its place; the style sheet gives its colours. */
export function BarChart({ buckets, label }: Properties) {
  const place = useRef<HTMLDivElement>(null);
  // Data that did not change must not draw again: the list refreshes every few seconds.
  const signature = sparklineBars(buckets, CHART_BARS)
    .map((bar) => `${bar.at} ${bar.count}`)
    .join();

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let chart = draw(element, signature);
    const redraw = () => {
      chart?.destroy();
      chart = draw(element, signature);
    };
    const resize = new ResizeObserver(() => {
      if (chart !== null && chart.width !== element.clientWidth) {
        chart.setSize({ width: element.clientWidth, height: HEIGHT });
      }
    });
    resize.observe(element);
    const stopWatching = onThemeChange(redraw);
    return () => {
      stopWatching();
      resize.disconnect();
      chart?.destroy();
    };
  }, [signature]);

  // An image of numbers that are in the table below it; drawn on a canvas, which is no image element.
  return <div ref={place} className="bar-chart" role="img" aria-label={label} />;
}

function draw(element: HTMLElement, signature: string): UPlot | null {
  if (signature === '') return null;
  const rows = signature.split(',').map((row) => row.split(' '));
  const seconds = rows.map(([at]) => Date.parse(at ?? '') / 1_000);
  const counts = rows.map(([, count]) => Number(count));
  const lowest = Math.max(1, ...counts) * BAR_SHARE_MIN;
  const heights = counts.map((count) => (count === 0 ? 0 : Math.max(count, lowest)));
  return new UPlot(chartOptions(element, counts.length), [seconds, heights], element);
}

function chartOptions(element: HTMLElement, bucketCount: number): UPlot.Options {
  // Custom properties answer with their source text; used properties answer with the colour of the theme.
  const { color, fill, stroke, fontFamily } = getComputedStyle(element);
  const axis = { stroke: color, font: `11px ${fontFamily}`, ticks: { show: false } };
  const bars = UPlot.paths.bars?.({ size: [0.8, 40, 3], align: 1, radius: 0.15 });
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 4, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    scales: {
      x: { time: true, range: (_, low, high) => [low, high + (high - low) / Math.max(1, bucketCount - 1)] },
      y: { range: (_, _low, high) => [0, Math.max(2, high * 1.1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 56, values: timeLabels },
      {
        ...axis,
        grid: { stroke, width: 1 },
        size: 34,
        space: 36,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6],
      },
    ],
    series: [{}, { fill, stroke: fill, width: 0, points: { show: false }, ...(bars && { paths: bars }) }],
  };
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: 'numeric' });
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const DAY_SECONDS = 86_400;

/** Days where the marks are days apart and at midnight, the clock elsewhere. Values are unix seconds. */
function timeLabels(_: UPlot, seconds: number[], _axis: number, _space: number, step: number): string[] {
  return seconds.map((second) => {
    const moment = new Date(second * 1_000);
    const isDay = step >= DAY_SECONDS || (moment.getHours() === 0 && moment.getMinutes() === 0);
    return (isDay ? DAY : CLOCK).format(moment);
  });
}
