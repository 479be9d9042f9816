import pc from 'picocolors';

/** What a person sees while the server starts: one line per step, then where everything is. */
export class Startup {
  readonly #output: NodeJS.WritableStream;
  readonly #startedAt = performance.now();

  constructor(output: NodeJS.WritableStream) {
    this.#output = output;
  }

  step(text: string): void {
    this.line(`${pc.dim('•')} ${text}`);
  }

  line(text: string): void {
    this.#output.write(`${text}\n`);
  }

  ready(rows: readonly (readonly [label: string, value: string])[]): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1);
    this.line(`\n${pc.green('✔')} ${pc.bold('BugSage is ready')} ${pc.dim(`(${seconds} s)`)}\n`);
    for (const [label, value] of rows) {
      this.line(`  ${pc.dim(label.padEnd(10))} ${value}`);
    }
    this.line(`\n  ${pc.dim('See it work: npm run demo (in a second shell). Stop: Ctrl-C.')}\n`);
  }
}
