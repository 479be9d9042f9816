import type { WriteStream } from 'node:tty';

export type Screen = {
  /** Prints a line above the picture. */
  log(line: string): void;
  /** Replaces the picture at the bottom. */
  draw(lines: readonly string[]): void;
};

/** A terminal whose last lines are a picture that is drawn again and again. */
export function createScreen(terminal: WriteStream): Screen {
  let picture: readonly string[] = [];
  let heightDrawn = 0;

  function erase(): void {
    if (heightDrawn > 0) terminal.write(`\u001B[${heightDrawn}A\u001B[0J`);
    heightDrawn = 0;
  }

  function paint(): void {
    // Above the last row the cursor could not go back; long lines would wrap and break the count.
    const visible = picture.slice(-(terminal.rows - 1));
    for (const line of visible) terminal.write(`\u001B[?7l${line}\u001B[?7h\n`);
    heightDrawn = visible.length;
  }

  return {
    log(line) {
      erase();
      terminal.write(`${line}\n`);
      paint();
    },
    draw(lines) {
      erase();
      picture = lines;
      paint();
    },
  };
}
