import { stripVTControlCharacters } from 'node:util';
import colors from 'picocolors';
import { LIMITS } from './limits.ts';
import { isRight, isVerified, type Progress } from './progress.ts';

/** The block of one bug: what the visitor did, then one line for each stage it reached. */
export function renderBlock(progress: Progress): string[] {
  const { bug, issue } = progress;
  const title = issue ? colors.bold(printable(issue.title)) : colors.dim('waiting for the event');
  return [
    `${mark(progress)} ${title}`,
    colors.dim(`    a visitor ${bug.action} (${bug.side})`),
    ...(issue ? [`    issue     ${issueLine(progress)}`] : []),
    ...(progress.analysis ? [`    analysis  ${analysisLine(progress)}`] : []),
    ...(progress.fix ? [`    fix       ${fixLine(progress)}`] : []),
  ];
}

export function renderBlocks(all: readonly Progress[]): string[] {
  return all.flatMap((progress) => [...renderBlock(progress), '']);
}

/** For output that cannot be redrawn: one line for each stage a bug reached since `before`. */
export function renderChanges(before: readonly Progress[], after: readonly Progress[]): string[] {
  return after.flatMap((progress, index) => {
    const known = new Set(stageLines(before[index]));
    const fresh = stageLines(progress).filter((line) => !known.has(line));
    return fresh.map((line) => `${progress.bug.id.padEnd(ID_WIDTH)} ${line}`);
  });
}

export function renderDiff(diff: string): string[] {
  const lines = diff.split('\n').map(printable);
  const shown = lines.slice(0, LIMITS.diffLinesMax).map((line) => {
    if (line.startsWith('+')) return colors.green(line);
    if (line.startsWith('-')) return colors.red(line);
    return line.startsWith('@@') ? colors.cyan(line) : line;
  });
  return lines.length > shown.length ? [...shown, `... ${lines.length - shown.length} more lines`] : shown;
}

const ID_WIDTH = 20;

function stageLines(progress: Progress | undefined): string[] {
  if (!progress?.issue) return [];
  return [
    `new       ${printable(progress.issue.title)}`,
    ...(progress.issue.status === 'analyzing' ? ['analyzing'] : []),
    ...(progress.analysis ? [`analysis  ${analysisLine(progress)}`] : []),
    ...(progress.fix ? [`fix       ${fixLine(progress)}`] : []),
  ];
}

function issueLine({ issue }: Progress): string {
  const count = issue?.event_count === 1 ? '1 event' : `${issue?.event_count} events`;
  return `${issue?.status}, ${count}`;
}

function analysisLine(progress: Progress): string {
  const { analysis, bug } = progress;
  if (!analysis) return 'none';
  const place = analysis.location
    ? printable(`${analysis.location.path}:${analysis.location.line}`)
    : 'no place in the repository';
  const judged = isRight(progress)
    ? colors.green(place)
    : colors.yellow(`${place}, expected ${bug.file}:${bug.line}`);
  return `${judged}, confidence ${analysis.confidence_score.toFixed(2)}`;
}

function fixLine({ fix, bug }: Progress): string {
  if (!fix) return bug.fixable ? 'none' : 'none: an operator has to act';
  const verdict = fix.verification ? `, ${fix.verification.verdict}` : '';
  const steps = (fix.verification?.steps ?? []).map((step) => `${step.name} ${step.status}`);
  const reason = fix.status === 'failed' && fix.status_reason ? `: ${printable(fix.status_reason)}` : '';
  const run = steps.length > 0 ? colors.dim(` (${printable(steps.join(', '))})`) : '';
  return `${fix.status}${verdict}${reason}${run}`;
}

function mark(progress: Progress): string {
  if (isVerified(progress)) return colors.green('*');
  if (progress.fix?.status === 'failed') return colors.red('x');
  return progress.analysis ? colors.yellow('o') : colors.dim('.');
}

/** Titles, paths and diffs come from events and may hold control characters. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return stripVTControlCharacters(text).replaceAll(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F]/g, ' ');
}
