/**
 * Refreshes packages/engine/src/facts/base-images.json from its public sources:
 * endoflife.date (support dates) and docker-library/official-images (tags and the suites they point to).
 * Nothing is written unless every source answered.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseLibrary } from './baseImages/library';
import {
  updateReleases,
  updateSuites,
  updateTags,
  type EndOfLifeRelease,
  type ImageTags,
  type Release,
  type SuiteHistory,
} from './baseImages/update';
import { root } from './run';

interface Data {
  date: string;
  support: Record<string, Release[]>;
  supportSnapshot: string;
  tags: Record<string, ImageTags>;
  suites: Record<string, SuiteHistory>;
}

const { values } = parseArgs({
  options: {
    file: {
      type: 'string',
      default: join(root, 'packages/engine/src/facts/base-images.json'),
    },
    'end-of-life': { type: 'string', default: 'https://endoflife.date/api/v1' },
    'official-images': {
      type: 'string',
      default:
        'https://raw.githubusercontent.com/docker-library/official-images/master',
    },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

async function releasesOf(product: string): Promise<EndOfLifeRelease[]> {
  const answer: { result?: { releases?: EndOfLifeRelease[] } } = await (
    await fetched(`${values['end-of-life']}/products/${product}/`)
  ).json();
  const releases = answer.result?.releases;
  if (!releases?.length)
    throw new Error(
      `endoflife.date lists no release of ${product}; has its API changed?`,
    );
  return releases;
}

const today = values.today;
const data: Data = JSON.parse(readFileSync(values.file, 'utf8'));
try {
  for (const product of Object.keys(data.support))
    data.support[product] = updateReleases(
      data.support[product],
      await releasesOf(product),
    );
  for (const image of Object.keys(data.tags)) {
    const blocks = parseLibrary(
      await (
        await fetched(`${values['official-images']}/library/${image}`)
      ).text(),
    );
    if (blocks.length === 0)
      throw new Error(
        `The list of ${image} holds no tags; has its format changed?`,
      );
    data.tags[image] = updateTags(data.tags[image], blocks, today);
    if (data.suites[image])
      data.suites[image] = updateSuites(data.suites[image], blocks, today);
  }
} catch (error) {
  console.error(
    `Nothing was written: ${error instanceof Error ? error.message : error}`,
  );
  process.exit(1);
}
data.date = today;
data.supportSnapshot = today;
writeFileSync(values.file, `${JSON.stringify(data, null, 1)}\n`);
console.log(
  `Support dates and tags are of ${today} now. Read the difference before you commit it.`,
);
