import type { Schemas } from '@bugsage/api-client';
import { answerOf } from '../api/answer-of.ts';
import { withApi } from '../api/with-api.ts';
import { printResult, type Output } from '../terminal/print-result.ts';
import { safeLine, safeText } from '../terminal/safe-text.ts';

type Analysis = Schemas['Analysis'];

/** `bugsage explain <issue>`: the newest analysis: cause, where, on what evidence, and what to do. */
export async function explain(issue_id: string, output: Output): Promise<void> {
  const params = { path: { issue_id } };
  const analysis = await withApi((api) =>
    answerOf(api.GET('/api/v1/issues/{issue_id}/analysis', { params })),
  );
  printResult(output, analysis, formatAnalysis);
}

function formatAnalysis(analysis: Analysis): string {
  const { location, analysis_metadata: made } = analysis;
  return [
    safeText(analysis.root_cause),
    '',
    ...(location === null ? [] : [`at          ${safeLine(`${location.path}:${location.line}`)}`]),
    `confidence  ${Math.round(analysis.confidence_score * 100)} %`,
    `risk        ${analysis.risk_level}`,
    `by          ${safeLine([made.engine, made.rule ?? made.model ?? ''].join(' ').trim())}, ${made.timestamp}`,
    ...section('Impact', [safeText(analysis.impact_assessment)].filter(Boolean)),
    ...section('Evidence', analysis.evidence.map(formatEvidence)),
    ...section('What to do', analysis.suggested_fixes.map(formatSuggestion)),
    ...section('Why no code was changed', reasons(analysis.no_code_fix_reason)),
    ...section('So that it does not come back', analysis.prevention_suggestions.map(safeLine)),
    ...section(
      'Related issues',
      analysis.related_errors.map((one) => safeLine(`${one.issue_id} ${one.title}: ${one.reason}`)),
    ),
  ].join('\n');
}

function section(head: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ['', head, ...lines.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`)];
}

function formatEvidence(evidence: Analysis['evidence'][number]): string {
  const { path, line, field, commit } = evidence;
  const place = path === null ? (field ?? commit) : `${path}${line === null ? '' : `:${line}`}`;
  const quote = evidence.quote === null ? '' : `\n${safeText(evidence.quote)}`;
  return `${safeLine(`${evidence.claim}${place === null ? '' : ` (${place})`}`)}${quote}`;
}

function formatSuggestion({ title, description }: Analysis['suggested_fixes'][number]): string {
  return `${safeLine(title)}${description === '' ? '' : `\n${safeText(description)}`}`;
}

function reasons(reason: string | null): string[] {
  return reason === null ? [] : [safeText(reason)];
}
