/** Installs generated projects from their lock files and runs what `make check` runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './benches';
import { generate, inFolder, type Answers } from './generate';
import type { Postgres } from './postgres';
import { isJson, step, tell } from './report';

const PACKAGE = 'parcel_tracker';

/** What the team that owns the service adds to models.py. */
const TABLE = `

class Parcel(Base):
    __tablename__ = "parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
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
    const database =
      answers.postgres && postgres
        ? await postgres.create(`tests_${answers.framework}_${answers.manager}`)
        : undefined;
    await step(
      `pytest, at least 90 % coverage${database ? ', with a database' : ''}`,
      bench.run(
        folder,
        ['.venv/bin/python', '-m', 'pytest', '--cov'],
        database ? { TEST_DATABASE_URL: database } : {},
      ),
    );
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
        ...['--no-deps', '--require-hashes', '-r', 'requirements.lock'],
        ...['-r', 'requirements-dev.lock'],
      ),
    )
  );
}

/** Migrates a real database from two jobs at once, then with a migration that Alembic writes from a new table. */
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

  const upgrades = await Promise.all([upgrade(), upgrade()]);
  for (const each of upgrades)
    await step(
      'migrates an empty database, twice at once',
      Promise.resolve(each),
    );
  tell(
    'a migration logs JSON',
    upgrades.every(({ output }) => output.trim().split('\n').every(isJson))
      ? undefined
      : upgrades[0].output,
  );
  tell(
    'the database is at the first revision',
    (await version()) === '0001' ? undefined : `it is at ${await version()}`,
  );
  const models = join(folder, `src/${PACKAGE}/models.py`);
  writeFileSync(
    models,
    readFileSync(models, 'utf8').replace(
      'import DeclarativeBase',
      'import DeclarativeBase, Mapped, mapped_column',
    ) + TABLE,
  );
  const written = bench.run(
    folder,
    ['.venv/bin/alembic', 'revision', '--autogenerate', '-m', 'parcels'],
    env,
  );
  if (!(await step('alembic revision --autogenerate', written))) return;
  await step(
    'what it wrote is formatted',
    bench.run(folder, ['.venv/bin/ruff', 'format', '--check'], env),
  );
  await step(
    'what it wrote passes ruff',
    bench.run(folder, ['.venv/bin/ruff', 'check'], env),
  );
  await step('migrates to what it wrote', upgrade());
  const tables = await postgres.query(
    database,
    "select to_regclass('parcels'), (select version_num <> '0001' from alembic_version)",
  );
  tell(
    'the table is there',
    tables.trim() === 'parcels|t' ? undefined : tables,
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
