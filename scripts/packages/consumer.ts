/** An empty npm project that installs the tarballs as a user would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Outcome {
  status: number;
  output: string;
}

export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'scorecard-consumer-'));

  constructor() {
    this.write(
      'package.json',
      JSON.stringify({
        name: 'consumer',
        private: true,
        // the version that Deno can load; Backstage asks for the one before
        overrides: { 'better-sqlite3': '^13.0.0' },
      }),
    );
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  run(command: string, args: readonly string[], input?: string): Outcome {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      input,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    return {
      status: status ?? 1,
      output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`,
    };
  }

  /** @throws when it does not succeed */
  must(command: string, ...args: string[]): string {
    const { status, output } = this.run(command, args);
    if (status !== 0)
      throw new Error(`${command} ${args.join(' ')}:\n${output}`);
    return output;
  }

  install(...what: string[]): void {
    this.must(
      'npm',
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ...what,
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
