/** Installs generated projects from their lock files and runs what `make check` runs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './benches';
import { generate, inFolder, type Answers } from './generate';
import type { Postgres } from './postgres';
import { step, tell } from './report';

const PACKAGE = 'parcel_tracker';

/** A first migration of the team that owns the service. */
const NEXT_MIGRATION = `"""Parcels."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("parcels", sa.Column("id", sa.Integer, primary_key=True))


def downgrade() -> None:
    op.drop_table("parcels")
`;

export async function checkProject(options: {
  answers: Answers;
  bench: Bench;
  postgres: Postgres | undefined;
}): Promise<void> {
  const { answers, bench, postgres } = options;
  await inFolder(async folder => {
    generate(answers, folder);
    const run = (...words: string[]) => bench.run(folder, words);
    if (!(await install(answers, run))) return;
    await step(
      'ruff format --check',
      run('.venv/bin/ruff', 'format', '--check'),
    );
    await step('ruff check', run('.venv/bin/ruff', 'check'));
    await step('mypy', run('.venv/bin/mypy'));
    await step('pytest', run('.venv/bin/python', '-m', 'pytest'));
    if (answers.postgres && postgres)
      await migrate({ answers, bench, folder, postgres });
  });
}

async function install(
  { manager }: Answers,
  run: (...words: string[]) => ReturnType<Bench['run']>,
): Promise<boolean> {
  if (manager === 'uv')
    return step('uv sync --locked', run('uv', 'sync', '--locked'));
  return (
    (await step('python -m venv', run('python', '-m', 'venv', '.venv'))) &&
    step(
      'pip install --require-hashes',
      run(
        ...['.venv/bin/python', '-m', 'pip', 'install', '--quiet'],
        ...['--require-hashes', '-r', 'requirements.lock'],
        ...['-r', 'requirements-dev.lock'],
      ),
    )
  );
}

/** Migrates a real database twice, as the service does and as its team does with a migration of its own, and asks for readiness. */
async function migrate(options: {
  answers: Answers;
  bench: Bench;
  folder: string;
  postgres: Postgres;
}): Promise<void> {
  const { answers, bench, folder, postgres } = options;
  const database = `${answers.framework}_${answers.manager}`;
  const env = {
    APP_DATABASE_URL: await postgres.create(database),
    PYTHONPATH: 'src',
  };
  const upgrade = () =>
    bench.run(folder, ['.venv/bin/python', '-m', `${PACKAGE}.migrate`], env);
  const version = async () =>
    (
      await postgres.query(database, 'select version_num from alembic_version')
    ).trim();

  if (!(await step('migrates an empty database', upgrade()))) return;
  tell(
    'the database is at the first revision',
    (await version()) === '0001' ? undefined : `it is at ${await version()}`,
  );
  writeFileSync(
    join(folder, `src/${PACKAGE}/migrations/versions/0002_parcels.py`),
    NEXT_MIGRATION,
  );
  await step(
    'alembic upgrade head with a migration of its own',
    bench.run(folder, ['.venv/bin/alembic', 'upgrade', 'head'], env),
  );
  const tables = await postgres.query(
    database,
    "select to_regclass('parcels'), (select version_num from alembic_version)",
  );
  tell(
    'the table is there',
    tables.trim() === 'parcels|0002' ? undefined : tables,
  );
  await step(
    'is ready with the database',
    bench.run(
      folder,
      [
        '.venv/bin/python',
        '-c',
        `from ${PACKAGE}.health import readiness\nassert readiness()[0], readiness()`,
      ],
      env,
    ),
  );
}
