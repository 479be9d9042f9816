/** Shares, 0 to 1, of finding file and line of the developers' fix. */
export type LocalizeFigures = {
  readonly cases: number;
  readonly fileFirst: number;
  readonly fileOfThree: number;
  /** Within three lines of the change. */
  readonly lineFirst: number;
  readonly lineOfThree: number;
  /** A rule explains the error. */
  readonly classified: number;
  readonly cpuMsMedian: number;
};

/** Patches on rebuilt trees, judged by tests the engine never saw. */
export type ExecutedFigures = {
  readonly cases: number;
  /** Cases whose reported error does not appear on the rebuilt tree. */
  readonly notReproduced: number;
  readonly plausibleFirst: number;
  readonly plausibleAny: number;
  /** Of all patches that removed the error, how many were right: why "the error is gone" proves nothing. */
  readonly rightOfErrorGone: number;
};

/** What the product would have called verified on rebuilt trees, and how that did on the tests it never saw. */
export type RealVerdictFigures = {
  /** Cases with at least one patch to verify. */
  readonly tried: number;
  /** Cases of these in which neither a test nor a call could be made to fail as reported. */
  readonly notReproduced: number;
  readonly verified: number;
  readonly verifiedRight: number;
  readonly plausible: number;
  readonly plausibleRight: number;
  /** Cases whose every patch was refuted, and those in which the refuted one passes the hidden tests. */
  readonly refuted: number;
  readonly refutedRight: number;
};

export type VerdictFigures = {
  readonly cases: number;
  /** Positive cases with a fix that passes the hidden checks, by the first patch and by any. */
  readonly positives: number;
  readonly plausibleFirst: number;
  readonly plausibleAny: number;
  readonly verified: number;
  readonly verifiedRight: number;
  readonly wrongButVerified: number;
  /** Positive cases with a patch to run, and the share of them in which no call could be made to fail as reported. */
  readonly tried: number;
  readonly notReproduced: number;
  /** Cases whose class, place and kind of answer are as expected. */
  readonly explained: number;
  /** Wrong patches handed in as if by a model; none may be verified. */
  readonly wrongPatches?: { readonly handedIn: number; readonly verified: number; readonly refuted: number };
  readonly byClass: Readonly<
    Record<string, { readonly cases: number; readonly explained: number; readonly right: number }>
  >;
};

/** The bugs of the demo shop; numbers of cases. */
export type DemoFigures = {
  readonly cases: number;
  readonly explained: number;
  readonly rightFirst: number;
  readonly rightAny: number;
  readonly reproduced: number;
  readonly verified: number;
  readonly wrongButVerified: number;
};

/** Real Python programs that crash in a test; numbers of cases. */
export type PythonFigures = {
  readonly cases: number;
  /** Cases whose error does not appear when they are run. */
  readonly notExecuted: number;
  readonly classified: number;
  /** The analysis names a line within three of the developers' change. */
  readonly located: number;
  readonly rightFirst: number;
  readonly rightAny: number;
  /** Cases with a patch to verify, and how that went. */
  readonly tried: number;
  readonly reproduced: number;
  readonly verified: number;
  readonly verifiedRight: number;
};

/** One bar of the reliability diagram. */
export type ReliabilityBin = {
  readonly from: number;
  readonly cases: number;
  readonly stated: number;
  readonly right: number;
};

export type Calibration = {
  readonly cases: number;
  readonly brier: number;
  readonly bins: readonly ReliabilityBin[];
};

type Halves<Figures> = { readonly tune: Figures; readonly 'held-out': Figures; readonly all: Figures };

/** `benchmarks/results/fix.json`. A part that was not run keeps what was measured before; null when it never was. */
export type FixResult = {
  readonly date: string;
  readonly engine: string;
  readonly node: string;
  readonly machine: string;
  readonly nano: Halves<LocalizeFigures> | null;
  readonly executed:
    | (Halves<ExecutedFigures> & {
        readonly located: LocalizeFigures;
        readonly calibration: Calibration;
        readonly repositories: Readonly<Record<string, number>>;
        /** Why cases were not executed, and how many. */
        readonly skipped?: Readonly<Record<string, number>>;
        /** Left out where there was no sandbox. */
        readonly verdicts?: Halves<RealVerdictFigures>;
      })
    | null;
  readonly synthetic: (VerdictFigures & { readonly calibration: Calibration }) | null;
  readonly python?: PythonFigures | null;
  readonly demo?: DemoFigures | null;
};

/** The tables of docs/analysis.md; a test compares them with the result file. */
export function fixTables(result: FixResult): string {
  return [
    ...(result.nano === null ? [] : [nanoTable(result.nano)]),
    ...(result.executed === null
      ? []
      : [
          executedTable(result.executed),
          ...skippedTable(result.executed.skipped ?? {}),
          ...verdictsTable(result.executed.verdicts),
        ]),
    ...(result.executed === null ? [] : [locatedTable(result.executed.located)]),
    ...(result.demo == null ? [] : [demoTable(result.demo)]),
    ...(result.python == null ? [] : [pythonTable(result.python)]),
    ...(result.synthetic === null ? [] : [syntheticTable(result.synthetic)]),
    ...(result.executed === null ? [] : [calibrationTable('real', result.executed.calibration)]),
    ...(result.synthetic === null ? [] : [calibrationTable('synthetic', result.synthetic.calibration)]),
  ].join('\n\n');
}

function nanoTable(nano: Halves<LocalizeFigures>): string {
  const rows = HALVES.map((half) => {
    const one = nano[half];
    return [
      half,
      one.cases,
      percent(one.fileFirst),
      percent(one.fileOfThree),
      percent(one.lineFirst),
      percent(one.lineOfThree),
      percent(one.classified),
      `${one.cpuMsMedian.toFixed(1)} ms`,
    ];
  });
  return table(
    [
      'real, from the event alone',
      'cases',
      'file first',
      'file of 3',
      'line ±3 first',
      'line ±3 of 3',
      'class known',
      'CPU',
    ],
    rows,
  );
}

function executedTable(executed: Halves<ExecutedFigures>): string {
  const rows = HALVES.map((half) => {
    const one = executed[half];
    return [
      half,
      one.cases,
      one.notReproduced,
      percent(one.plausibleFirst),
      percent(one.plausibleAny),
      percent(one.rightOfErrorGone),
    ];
  });
  return table(
    [
      'real, executed',
      'cases',
      'error not seen again',
      'first patch right',
      'any patch right',
      'right of "error gone"',
    ],
    rows,
  );
}

function skippedTable(skipped: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(skipped);
  return rows.length === 0 ? [] : [table(['why a real case was not executed', 'cases'], rows)];
}

function verdictsTable(verdicts: Halves<RealVerdictFigures> | undefined): string[] {
  if (verdicts === undefined) return [];
  const rows = HALVES.map((half) => {
    const one = verdicts[half];
    const precision = one.verified === 0 ? 'none' : percent(one.verifiedRight / one.verified);
    return [
      half,
      one.tried,
      percent(one.notReproduced / Math.max(1, one.tried)),
      one.verified,
      one.verifiedRight,
      precision,
      `${one.plausibleRight} of ${one.plausible}`,
      `${one.refutedRight} of ${one.refuted}`,
    ];
  });
  const head = [
    'real, executed: verdict of the shown patch',
    'cases with a patch',
    'not reproduced',
    'VERIFIED',
    'of these right',
    'precision',
    'PLAUSIBLE and right',
    'REFUTED though right',
  ];
  return [table(head, rows)];
}

function locatedTable(one: LocalizeFigures): string {
  const rows = [
    ['file', percent(one.fileFirst)],
    ['line ±3', percent(one.lineFirst)],
  ];
  return table([`the one place an analysis names, with the repository (${one.cases} cases)`, 'right'], rows);
}

function demoTable(one: DemoFigures): string {
  const rows = [
    ['explained, with class and place', one.explained],
    ['first patch right', one.rightFirst],
    ['any patch right', one.rightAny],
    ['could not be reproduced', one.cases - one.reproduced],
    ['VERIFIED', one.verified],
    ['wrong but VERIFIED', one.wrongButVerified],
  ] as const;
  return table([`demo shop (${one.cases} bugs)`, 'bugs'], rows);
}

function pythonTable(one: PythonFigures): string {
  const of = (count: number, all: number): string => `${count} of ${all}`;
  return table(
    ['real Python, executed', 'cases'],
    [
      ['class known', of(one.classified, one.cases)],
      ['the one place an analysis names, line ±3', of(one.located, one.cases)],
      ['first patch right', of(one.rightFirst, one.cases)],
      ['any patch right', of(one.rightAny, one.cases)],
      ['reproduced, of those with a patch', of(one.reproduced, one.tried)],
      ['VERIFIED', one.verified],
      ['of these right', one.verifiedRight],
      ['error not seen again', one.notExecuted],
    ],
  );
}

function syntheticTable(one: VerdictFigures): string {
  const rows = [
    ['cases', one.cases],
    ['explained as expected', percent(one.explained)],
    ['first patch passes the hidden checks', `${percent(one.plausibleFirst)} of ${one.positives}`],
    ['any patch passes the hidden checks', `${percent(one.plausibleAny)} of ${one.positives}`],
    ['could not be reproduced', `${percent(one.notReproduced)} of ${one.tried}`],
    ['VERIFIED', one.verified],
    [
      'VERIFIED and passes the hidden checks',
      one.verified === 0 ? 'none' : percent(one.verifiedRight / one.verified),
    ],
    ['wrong but VERIFIED', one.wrongButVerified],
    ...(one.wrongPatches === undefined
      ? []
      : [
          ['wrong patches handed in as if by a model', one.wrongPatches.handedIn],
          ['of these VERIFIED', one.wrongPatches.verified],
          ['of these REFUTED', one.wrongPatches.refuted],
        ]),
  ];
  return table(['synthetic', 'figure'], rows);
}

function calibrationTable(part: string, { brier, bins, cases }: Calibration): string {
  const rows = bins.map((bin) => [
    `${bin.from.toFixed(1)} to ${(bin.from + 0.1).toFixed(1)}`,
    bin.cases,
    bin.stated.toFixed(2),
    bin.right.toFixed(2),
  ]);
  return table(
    [`confidence, ${part} (${cases} cases, Brier ${brier.toFixed(3)})`, 'cases', 'stated', 'right'],
    rows,
  );
}

const HALVES = ['tune', 'held-out', 'all'] as const;

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, index) => (index === 0 ? ' --- ' : ' --: ')).join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
