import { packageUse } from '../questions/buildPackages';
import type { Build } from '../questions/build';
import type { SizeEstimate } from './types';

/** Installed size of toolchains on Debian 12, by `apt-get install -s` and the packages' Installed-Size. */
const TOOLCHAINS: Readonly<Record<string, { bytes: number; basis: string }>> = {
  'build-essential': {
    bytes: 253_000_000,
    basis: 'installed size of 42 packages on Debian 12',
  },
  gcc: {
    bytes: 192_000_000,
    basis: 'installed size of gcc and libc6-dev on Debian 12',
  },
  'libpq-dev': { bytes: 14_200_000, basis: 'installed size on Debian 12' },
};

/** What the image weighs and what would make it lighter, as far as figures are known. */
export function estimateSize(build: Build): SizeEstimate {
  const { target } = build;
  const estimate: SizeEstimate = { additions: [], savings: [] };
  if (!target) return estimate;
  const { facts } = target;
  if (facts?.size) {
    estimate.base = {
      bytes: facts.size.bytes,
      basis: `compressed, linux/amd64, read on ${facts.size.asOf}`,
    };
  }
  for (const { name, removed } of build.packageFate()) {
    const known = TOOLCHAINS[name];
    if (!known || removed?.sameLayer || packageUse(name) === 'other') continue;
    estimate.additions.push({ label: name, ...known });
    estimate.savings.push({
      label: `leave ${name} in a build stage`,
      ...known,
    });
  }
  const slim = slimSibling(build);
  if (slim) estimate.savings.push(slim);
  return estimate;
}

function slimSibling(
  build: Build,
): SizeEstimate['savings'][number] | undefined {
  const facts = build.target?.facts;
  if (facts?.family !== 'full' || facts.reference.path !== 'library/python')
    return undefined;
  const full = build.image('python:3.14-trixie')?.size;
  const slim = build.image('python:3.14-slim-trixie')?.size;
  if (!full || !slim) return undefined;
  return {
    label: 'build the final image on the slim variant',
    bytes: full.bytes - slim.bytes,
    basis: `difference between python:3.14-trixie and python:3.14-slim-trixie, compressed, linux/amd64, read on ${slim.asOf}`,
  };
}
