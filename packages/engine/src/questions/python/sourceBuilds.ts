import { textOf } from '../../contents/arguments';
import type { Call } from '../../contents/stageState';
import type { Build } from '../build';

/** Headers that a package is compiled against where its wheels, which bundle the libraries, are refused. */
const COMPILED_AGAINST: readonly (readonly [
  distribution: string,
  headers: RegExp,
])[] = [
  ['lxml', /^(?:libxml2|libxslt1?)-dev$/],
  ['h5py', /^libhdf5-dev$/],
  ['shapely', /^libgeos-dev$/],
];

const REFUSES_WHEELS = /^--no-binary(?:-package)?$/;

/** What a call wants from source: the names of `--no-binary lxml,h5py`, or `:all:`. */
function refusedWheels({ name, args }: Call): string[] {
  if (!/^(?:pip[\d.]*|uv|python[\d.]*)$/.test(name)) return [];
  const words = args.map(word => textOf(word) ?? '');
  return words.flatMap((word, at) => {
    const [option, value = words[at + 1] ?? ''] = word.split('=', 2);
    return REFUSES_WHEELS.test(option)
      ? value.toLowerCase().replace(/_/g, '-').split(',')
      : [];
  });
}

/** Whether a stage compiles a package against these headers though there are wheels of it. */
export function isBuiltFromSource(
  build: Build,
  stage: number,
  headers: string,
): boolean {
  const refused = new Set(
    build.states[stage]?.calls
      .filter(({ place }) => place.stage === stage)
      .flatMap(refusedWheels),
  );
  if (refused.size === 0) return false;
  const installed = new Set(
    build
      .installsIn(stage)
      .flatMap(({ distributions, listed }) => [...distributions, ...listed]),
  );
  return COMPILED_AGAINST.some(
    ([distribution, against]) =>
      against.test(headers) &&
      (refused.has(distribution) ||
        (refused.has(':all:') && installed.has(distribution))),
  );
}
