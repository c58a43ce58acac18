/**
 * Makes services of templates/python-service and proves that they are right: their files are accepted by the tools that read
 * them; they install from their lock files, their tests,
 * ruff and mypy pass, their migrations run against a PostgreSQL, and their images are built, started read-only as their user,
 * asked and stopped. Needs uv and PyPI; the images need root, buildah and debootstrap. What is missing is said and left out.
 *
 * Arguments narrow what is done: a framework, a package manager, `files`, `projects` or `images`.
 */
import { availableParallelism } from 'node:os';
import { hasImage } from './proof/buildah';
import { makeStandIns } from './proof/standIns';
import { findBenches } from './template/benches';
import { followReadme } from './template/firstMinutes';
import { checkImage, printWeights, type Weight } from './template/images';
import { startPostgres } from './template/postgres';
import { checkProject } from './template/projects';
import { runJobs, totals } from './template/report';
import { isInstalled } from './template/run';
import { makeUvImage } from './template/uvImage';
import { checkFiles } from './template/validators';

const SERVICES = (['fastapi', 'flask', 'worker'] as const).flatMap(framework =>
  (['uv', 'pip'] as const).map(manager => ({ framework, manager })),
);
const PARTS = ['files', 'projects', 'images'];
const only = process.argv.slice(2);
const wanted = SERVICES.filter(({ framework, manager }) =>
  only.every(word => [framework, manager, ...PARTS].includes(word)),
);
/** Parts that are named are done, or all when none is. */
const isWanted = (part: string) =>
  only.includes(part) || !only.some(word => PARTS.includes(word));

/** What keeps images from being built here. */
async function missingForImages(): Promise<string[]> {
  const missing = process.getuid?.() === 0 ? [] : ['root'];
  for (const program of ['buildah', 'debootstrap', 'unshare'])
    if (!(await isInstalled(program))) missing.push(program);
  return missing;
}

async function checkProjects(mayMount: boolean): Promise<void> {
  const benches = await findBenches(mayMount);
  if (benches.length === 0) {
    console.log(
      'SKIPPED: no project is installed and tested, for lack of uv or of Python 3.12 or newer',
    );
    return;
  }
  const postgres = await startPostgres();
  if (!postgres)
    console.log('SKIPPED: no migration is run, for lack of PostgreSQL');
  const jobs = wanted.flatMap((service, index) =>
    [true, false].map((extras, shift) => {
      // each Python gets its share of frameworks, managers and extras
      const bench = benches[(index + shift) % benches.length];
      return {
        title: `project: ${service.framework}, ${service.manager}, ${
          extras ? 'every extra' : 'no extras'
        }, Python ${bench.minor} of ${bench.origin}`,
        run: () =>
          checkProject({
            answers: {
              name: 'parcel-tracker',
              ...service,
              baseImage: 'slim',
              pythonVersion: bench.minor,
              metrics: extras,
              telemetry: extras,
              postgres: extras,
            },
            bench,
            postgres,
          }),
      };
    }),
  );
  // a README is for the Python that its reader has
  const own = benches.filter(({ isOfThisMachine }) => isOfThisMachine);
  const places = own.length > 0 ? own : benches;
  const readmes = wanted.map((service, index) => {
    const { minor } = places[index % places.length];
    const withDatabase = index % 2 === 0;
    return {
      title: `README: ${service.framework}, ${service.manager}${
        withDatabase ? ', PostgreSQL' : ''
      }, Python ${minor}`,
      run: () =>
        followReadme({
          answers: {
            name: 'parcel-tracker',
            ...service,
            baseImage: 'slim',
            pythonVersion: minor,
            metrics: true,
            telemetry: false,
            postgres: withDatabase,
          },
          postgres,
        }),
    };
  });
  try {
    await runJobs(jobs, availableParallelism());
    // one after the other: each listens on the port of its README
    await runJobs(readmes, 1);
  } finally {
    await postgres?.stop();
  }
}

async function checkImages(): Promise<void> {
  if (!(await hasImage('docker.io/library/python:3.13-slim-trixie')))
    await makeStandIns();
  await makeUvImage();
  const weights: Weight[] = [];
  const jobs = wanted.flatMap(service =>
    (['slim', 'distroless'] as const).map(baseImage => ({
      title: `image: ${service.framework}, ${service.manager}, ${baseImage}`,
      async run() {
        weights.push(
          ...(await checkImage({
            name: 'parcel-tracker',
            ...service,
            baseImage,
            pythonVersion: '3.13',
            metrics: true,
            telemetry: false,
            postgres: false,
          })),
        );
      },
    })),
  );
  await runJobs(jobs, availableParallelism());
  printWeights(weights);
}

const missing = await missingForImages();
if (isWanted('files')) await runJobs([{ title: 'files', run: checkFiles }], 1);
if (isWanted('projects')) await checkProjects(missing.length === 0);
if (isWanted('images')) {
  if (missing.length === 0) await checkImages();
  else
    console.log(
      `\nSKIPPED: no image is built or run, for lack of ${missing.join(', ')}`,
    );
}

const { passed, failed } = totals();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
