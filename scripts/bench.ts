/** The benches: `deno task bench` measures the engine and the command, `deno task bench fleet` the backend over a generated fleet. */
import { deno } from './run';
import { startPostgres } from './template/postgres';

const BACKEND = 'plugins/dockerfile-scorecard-backend/dev/bench/main.ts';
const ENGINE = ['parse', 'evaluate', 'fixes'].map(
  name => `packages/engine/bench/${name}.ts`,
);
const COMMAND = 'packages/cli/bench/command.ts';

async function benchFleet(args: readonly string[]): Promise<number> {
  const postgres = process.env.BENCH_DATABASE
    ? undefined
    : await startPostgres();
  try {
    return deno(['run', '-A', BACKEND, ...args], {
      env: postgres ? { BENCH_DATABASE: postgres.url } : {},
    });
  } finally {
    await postgres?.stop();
  }
}

const [what, ...args] = process.argv.slice(2);
if (what === 'fleet') {
  process.exit(await benchFleet(args));
}
let status = 0;
for (const bench of ENGINE) {
  status ||= deno(['run', '--allow-read', bench, ...process.argv.slice(2)]);
}
status ||= deno(['run', '-A', COMMAND, ...process.argv.slice(2)]);
process.exit(status);
