import type { DataPlace } from '../../facts/dataTools';
import { failWith, notApplicable, unknown, type Draft } from '../../verdict';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';
import { downloadsOf, type Download } from '../../questions/downloadedData';

export const downloadedDataNotCopied = defineRule({
  id: 'downloaded-data-not-copied',
  title: 'Downloaded data stays in the builder',
  passing: 'Downloaded data is in the final image',
  category: 'build-separation',
  severity: 'high',
  consequence: 'may-not-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds browsers, models and corpora that a tool downloads into its own directory in a build stage (Playwright, Puppeteer, NLTK, Hugging Face, PyTorch Hub), while only the packages are copied into the image.',
    why: 'The data are not part of the packages. The program starts and fails at the first use, or downloads them again at every start.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /venv && /venv/bin/pip install playwright==1.56.0\nRUN /venv/bin/playwright install chromium\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /venv /venv',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /venv && /venv/bin/pip install playwright==1.56.0\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /venv /venv\nENV PLAYWRIGHT_BROWSERS_PATH=/opt/browsers\nRUN /venv/bin/playwright install --with-deps chromium',
    exceptions:
      'Where the command names a directory (`--local-dir`, `-d`), what reads the data knows it, and nothing is said. Models that are downloaded again at the start are of medium severity.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const downloads = downloadsOf(build).filter(
      ({ event }) => !target.inChain(event.place.stage),
    );
    if (downloads.length === 0)
      return notApplicable('No build stage downloads data for the image.');
    const lost = downloads.filter(
      ({ event, entries }) =>
        entries.length === 0 &&
        !target.state.downloads.some(({ tool }) => tool === event.tool),
    );
    if (lost.length === 0) return failWith([]);
    const { facts, doubt } = target;
    if (!facts || facts.family === 'unknown' || facts.family === 'framework')
      return unknown('The base image may bring the data along.');
    if (doubt !== undefined) return unknown(doubt);
    return failWith(lost.map(download => draftOf(build, download)));
  },
});

function cureFor({ variable }: DataPlace): string {
  return variable === undefined
    ? 'Download it with the Python of the environment that is copied.'
    : `Set \`ENV ${variable}\` alike in both stages, and copy that folder.`;
}

function draftOf(build: Build, { event, place }: Download): Draft {
  const stage = build.stageName(event.place.stage);
  const copy = build.target?.state.copies.find(
    ({ from }) => from.kind === 'stage' && from.stage === event.place.stage,
  );
  return {
    message: `${event.path} of stage ${stage} holds ${place.what} (${atLine(
      event.range,
    )}), and the final image lacks it. ${cureFor(place)}`,
    range: copy?.place.range ?? event.range,
    severity: place.required ? 'high' : 'medium',
    trace: [
      build.trace(event.range, `downloads ${place.what}`),
      ...(copy
        ? [build.trace(copy.place.range, 'copies only other directories')]
        : []),
    ],
  };
}
