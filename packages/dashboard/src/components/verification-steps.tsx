import type { Verification, VerificationStep } from '@bugsage/core';
import { REPRODUCTION_WORDS, STEP_WORDS } from '../format/fix-words.ts';
import { counted, duration, percent } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { Icon, type IconName } from './icon.tsx';
import { RunLog } from './run-log.tsx';
import { Sentence } from './sentence.tsx';

const STATUS_ICONS: { readonly [Status in VerificationStep['status']]: IconName } = {
  passed: 'check',
  failed: 'cross',
  skipped: 'minus',
};

/** The proof: every command that was run, what was expected, and what it printed. */
export function VerificationSteps({ verification }: { readonly verification: Verification }) {
  const { test_results: tests, coverage } = verification;
  const facts = [
    `on ${verification.base_commit.slice(0, 10)}`,
    verification.sandbox === 'none' ? 'nothing was run' : `sandbox: ${verification.sandbox}`,
    tests === null ? null : `${counted(tests.passed, 'test')} passed, ${tests.failed} failed`,
    coverage === null ? null : `${percent(coverage)} of the changed lines covered`,
    REPRODUCTION_WORDS[verification.reproduction],
    `proof level ${verification.level} of 6`,
  ].filter((fact) => fact !== null);
  return (
    <section className="proof" aria-label="Verification">
      <h3>Run log</h3>
      <ol className="steps">
        {verification.steps.map((step) => (
          <li key={`${step.name} ${step.command ?? ''}`}>
            <Step step={step} />
          </li>
        ))}
      </ol>
      <p className="quiet">{visibleText(facts.join(' · '))}</p>
    </section>
  );
}

function Step({ step }: { readonly step: VerificationStep }) {
  return (
    <details className="step" data-status={step.status}>
      <summary>
        <span className="step-mark">
          <Icon name={STATUS_ICONS[step.status]} />
          <span className="hidden-visually">{step.status}: </span>
        </span>
        <span className="step-name">{STEP_WORDS[step.name]}</span>
        <span className="step-expectation">
          <Sentence text={step.expectation} />
        </span>
        <span className="step-time">
          {step.status === 'skipped' ? 'skipped' : duration(step.duration_ms)}
        </span>
      </summary>
      <div className="step-body">
        {step.command !== null && (
          <p className="step-command">
            <code>$ {visibleText(step.command)}</code>
            {step.exit_code !== null && <span className="step-exit">exit {step.exit_code}</span>}
          </p>
        )}
        <RunLog log={step.log} label={`Log of: ${STEP_WORDS[step.name]}`} />
      </div>
    </details>
  );
}
