import { Session, type Profiler } from 'node:inspector';

/** Whether an offset of a module was executed, through the engine's own block coverage. */
export class Coverage {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
  }

  start(): void {
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Ends the measurement. Offsets count UTF-16 code units of the module's text as it was loaded. */
  stop(url: string, offset: number): boolean {
    // CommonJS modules have no run in their name; what older runs left behind has not been executed since the start.
    const names = [url, url.split('?', 1)[0]];
    let functions: Profiler.FunctionCoverage[] = [];
    // Answers of an in-process session come before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
      functions = result.filter((script) => names.includes(script.url)).flatMap((script) => script.functions);
    });
    this.#session.post('Profiler.stopPreciseCoverage');
    const ranges = functions
      .flatMap((each) => each.ranges)
      .filter((range) => range.startOffset <= offset && offset < range.endOffset)
      .toSorted((left, right) => left.endOffset - left.startOffset - (right.endOffset - right.startOffset));
    const [smallest] = ranges;
    return ranges.some(
      ({ startOffset, endOffset, count }) =>
        count > 0 && startOffset === smallest?.startOffset && endOffset === smallest.endOffset,
    );
  }
}
