/** Says on the terminal what is going on: one line a step, rewritten while it lasts; a line now and then where nobody watches. */

const QUIET_MS = 10_000;

export class Progress {
  private readonly began = Date.now();
  private readonly ticker: NodeJS.Timeout;
  private detail = '';
  private printed = 0;

  constructor(
    private readonly step: string,
    private readonly output: NodeJS.WriteStream = process.stdout,
  ) {
    this.printed = Date.now();
    if (this.output.isTTY) this.rewrite();
    else this.output.write(`${step} …\n`);
    this.ticker = setInterval(() => this.tick(), 1_000);
  }

  /** For example `640 of 1,830 packages`. */
  update(detail: string): void {
    this.detail = detail;
    if (this.output.isTTY) this.rewrite();
  }

  done(detail = this.detail): void {
    this.end(`${this.step}: ${detail || 'done'} (${this.seconds()} s)`);
  }

  failed(): void {
    this.end(`${this.step}: failed after ${this.seconds()} s`);
  }

  private seconds(): string {
    return ((Date.now() - this.began) / 1000).toFixed(0);
  }

  private tick(): void {
    if (this.output.isTTY) this.rewrite();
    else if (Date.now() - this.printed >= QUIET_MS) {
      this.printed = Date.now();
      this.output.write(
        `  ${this.detail || 'still at it'} (${this.seconds()} s)\n`,
      );
    }
  }

  private rewrite(): void {
    const detail = this.detail && `: ${this.detail}`;
    this.output.write(
      `\r\u001b[K${this.step} …${detail} (${this.seconds()} s)`,
    );
  }

  private end(line: string): void {
    clearInterval(this.ticker);
    this.output.write(this.output.isTTY ? `\r\u001b[K${line}\n` : `${line}\n`);
  }
}
