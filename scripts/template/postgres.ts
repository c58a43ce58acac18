/** A PostgreSQL of this machine for migrations to run against. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, must } from '../proof/command';

const INSTALLED = '/usr/lib/postgresql';
const HOST = '127.0.0.1';

export interface Postgres {
  /** Of its own database, in which others may be created. */
  url: string;
  /** An empty database; the answer is its URL for SQLAlchemy. */
  create(database: string): Promise<string>;
  /** Rows of a query, unaligned. */
  query(database: string, sql: string): Promise<string>;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? done(address.port)
          : fail(new Error('No port is free')),
      );
    });
  });
}

/** @returns undefined where PostgreSQL is not installed */
export async function startPostgres(): Promise<Postgres | undefined> {
  const [version] = existsSync(INSTALLED)
    ? readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a))
    : [];
  if (!version) return undefined;
  const bin = join(INSTALLED, version, 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const isRoot = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root
  const as = (program: string, ...args: string[]): [string, string[]] =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]]
      : [join(bin, program), args];
  if (isRoot) await must('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const port = String(await freePort());
  await must(...as('initdb', '-D', data, '-A', 'trust', '-U', 'postgres'));
  await must(
    ...as(
      'pg_ctl',
      '-D',
      data,
      '-o',
      `-p ${port} -k ${folder} -c listen_addresses=${HOST} -c fsync=off`,
      '-l',
      join(folder, 'log'),
      '-w',
      'start',
    ),
  );
  const client = ['-h', HOST, '-p', port, '-U', 'postgres'];
  return {
    url: `postgresql://postgres@${HOST}:${port}/postgres`,
    async create(database) {
      await must(join(bin, 'createdb'), [...client, database]);
      return `postgresql+psycopg://postgres@${HOST}:${port}/${database}`;
    },
    query: (database, sql) =>
      must(join(bin, 'psql'), [...client, '-At', '-c', sql, database]),
    async stop() {
      await command(...as('pg_ctl', '-D', data, '-m', 'immediate', 'stop'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
