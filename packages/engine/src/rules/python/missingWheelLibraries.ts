import type { Entry, Install } from '../../contents';
import { unknown, type Draft, type Verdict } from '../../verdict';
import type { Build } from '../../questions/build';
import { crossings } from '../../questions/python/crossings';
import { WHEEL_LIBRARIES, type WheelLibrary } from '../../facts/wheelLibraries';
import type { ImageFacts } from '../../images';
import { asCode, atLine } from './words';

/** Distributions whose packages and their programs are known enough to say that a library is not there. */
const LEAN = new Set(['slim', 'os', 'alpine']);

/** What to install in an image for a library; undefined where nothing certain can be said of the image. */
function packagesFor(
  { apt, apk }: WheelLibrary,
  facts: ImageFacts | undefined,
): readonly string[] | undefined {
  if (!facts || !LEAN.has(facts.family ?? '')) return undefined;
  if (facts.os === 'debian' || facts.os === 'ubuntu') return apt;
  return facts.os === 'alpine' && apk.length > 0 ? apk : undefined;
}

/** An install whose packages are in the image, and what brought them there. */
interface Present {
  install: Install;
  entry: Entry | undefined;
}

function presentInstalls(build: Build): Present[] {
  const carried = crossings(build).flatMap(({ install, entry }) =>
    install ? [{ install, entry }] : [],
  );
  const own = (build.target?.ownInstalls() ?? []).map(install => ({
    install,
    entry: undefined,
  }));
  return [...own, ...carried];
}

function findUse(
  installs: readonly Present[],
  { distributions }: WheelLibrary,
): { present: Present; name: string } | undefined {
  for (const present of installs) {
    const { install } = present;
    const name = distributions.find(
      item =>
        install.distributions.includes(item) || install.listed.includes(item),
    );
    if (name !== undefined && install.certainty === 'always')
      return { present, name };
  }
  return undefined;
}

/** Judges packages whose wheels need a library of the system; undefined where none of them is in the image. */
export function judgeWheelLibraries(
  build: Build,
): { drafts: Draft[] } | Verdict | undefined {
  const { target } = build;
  if (!target || target.runsPython() === false) return undefined;
  const installs = presentInstalls(build);
  const drafts: Draft[] = [];
  let doubt: string | undefined;
  let asked = false;
  for (const library of WHEEL_LIBRARIES) {
    const use = findUse(installs, library);
    if (!use) continue;
    asked = true;
    const packages = packagesFor(library, target.facts);
    const installed = target.state.packages.filter(
      ({ action }) => action === 'install',
    );
    if (
      installed.some(({ names }) =>
        names.some(name => library.satisfied.test(name)),
      )
    )
      continue;
    if (packages === undefined)
      doubt ??= 'which libraries the base image holds is not known';
    else if (target.doubt !== undefined) doubt ??= target.doubt;
    else if (installed.some(({ complete }) => !complete))
      doubt ??= 'not every package that is installed is known';
    else if (copiesLibraries(build))
      doubt ??= 'which libraries are copied is not known';
    else drafts.push(draftOf(build, use, library, packages));
  }
  if (!asked) return undefined;
  return drafts.length === 0 && doubt !== undefined
    ? unknown(doubt)
    : { drafts };
}

/** Directories of libraries, or the whole system, that come from another stage. */
function copiesLibraries({ target }: Build): boolean {
  return (
    target?.state.copies.some(
      ({ from, sources }) =>
        from.kind !== 'context' &&
        sources.some(
          ({ path }) =>
            path.known &&
            /^\/(?:usr)?\/?$|\.so|\/lib(?:64)?(?:\/|$)/.test(path.value) &&
            !/site-packages|python/.test(path.value),
        ),
    ) ?? false
  );
}

function draftOf(
  build: Build,
  {
    present: { install, entry },
    name,
  }: NonNullable<ReturnType<typeof findUse>>,
  { needs }: WheelLibrary,
  packages: readonly string[],
): Draft {
  const range = entry?.layer.range ?? install.range;
  const has = packages.length === 1 ? 'is' : 'are';
  return {
    message: `\`${name}\` (${atLine(
      install.range,
    )}) needs ${needs}, which the final image lacks. Install ${asCode(
      packages,
    )}, which ${has} enough to run.`,
    range,
    trace: [
      build.trace(install.range, `\`${name}\` is installed`),
      ...(entry ? [build.trace(range, 'it is copied into the image')] : []),
    ],
  };
}
