/** What an image carries in its layers though nobody sees it. */
import { STARTS, type ProofCase } from './types';

const INSTALL =
  'apt-get update && apt-get install -y --no-install-recommends make';
const PURGE = 'apt-get purge -y make';
const START =
  'CMD ["python", "-c", "import os; assert not os.path.exists(\'/usr/bin/make\')"]\n';

export const layers: readonly ProofCase[] = [
  {
    name: 'purged-in-a-later-layer',
    dockerfile: `FROM python:3.13-slim-trixie\nRUN ${INSTALL}\nRUN ${PURGE}\n${START}`,
    reality: STARTS,
    rules: ['purge-in-later-layer'],
    layers: { hidden: ['/usr/bin/make'] },
  },
  {
    name: 'purged-in-the-same-layer',
    dockerfile: `FROM python:3.13-slim-trixie\nRUN ${INSTALL} && ${PURGE}\n${START}`,
    reality: STARTS,
    passes: ['purge-in-later-layer'],
    layers: { absent: ['/usr/bin/make'] },
  },
];
