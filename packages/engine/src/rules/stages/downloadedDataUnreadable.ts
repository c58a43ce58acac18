import { failWith, notApplicable, unknown, type Draft } from '../../verdict';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { atLine, fitting } from '../python/words';
import {
  downloadsOf,
  isFound,
  searchedBy,
  type Download,
} from '../../questions/downloadedData';

export const downloadedDataUnreadable = defineRule({
  id: 'downloaded-data-unreadable',
  title: 'Downloaded data is not where the service looks for it',
  passing: 'Downloaded data is where the service looks for it',
  category: 'build-separation',
  severity: 'high',
  consequence: 'may-not-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds browsers, models and corpora that were downloaded into the home directory of one user while the container runs as another.',
    why: 'Playwright, NLTK, Hugging Face and others look in the home directory of the user that runs. What root downloaded into /root is not found, and not readable either.',
    example:
      'FROM python:3.14-slim-trixie\nRUN pip install playwright==1.56.0 && playwright install --with-deps chromium\nUSER 10001',
    instead:
      'FROM python:3.14-slim-trixie\nENV PLAYWRIGHT_BROWSERS_PATH=/opt/browsers\nRUN pip install playwright==1.56.0 && playwright install --with-deps chromium\nUSER 10001',
    exceptions:
      'Models that are downloaded again at the start are of medium severity.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const downloads = downloadsOf(build).filter(
      ({ entries, place }) =>
        entries.length > 0 && place.variable !== undefined,
    );
    if (downloads.length === 0)
      return notApplicable('No data of such tools is in the image.');
    const drafts: Draft[] = [];
    let doubt = false;
    for (const download of downloads) {
      const searched = searchedBy(build, download.place);
      if (searched === undefined) doubt = true;
      else if (!download.entries.some(({ path }) => isFound(path, searched)))
        drafts.push(draftOf(build, download, searched[0]));
    }
    return drafts.length === 0 && doubt
      ? unknown('Where the tool looks when the container runs is not known.')
      : failWith(drafts);
  },
});

function draftOf(
  build: Build,
  { event, place, entries }: Download,
  searched: string,
): Draft {
  const [entry] = entries;
  return {
    message: fitting(
      ...[
        [entry.path, `looks in ${searched}`],
        [entry.path, 'looks elsewhere'],
      ].map(
        ([path, looks]) =>
          `The image has ${place.what} in ${path} (${atLine(
            event.range,
          )}), but the user that runs ${looks}. Set \`ENV ${
            place.variable
          }=/opt/${event.tool}\` before the download.`,
      ),
    ),
    range: event.range,
    severity: place.required ? 'high' : 'medium',
    trace: [
      build.trace(event.range, `downloads into ${event.path}`),
      ...(build.target?.state.user.place
        ? [
            build.trace(
              build.target.state.user.place.range,
              `another user runs the container and looks in ${searched}`,
            ),
          ]
        : []),
    ],
  };
}
