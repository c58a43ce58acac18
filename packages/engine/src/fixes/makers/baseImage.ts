import type { Stage } from '../../graph';
import type { ImageFacts } from '../../images';
import {
  preciseReference,
  slimReference,
  supportedReferences,
} from '../../images/suggestion';
import type { Build } from '../../questions/build';
import { namesSourcesOf } from '../../questions/packageSources';
import type { Finding } from '../../verdict';
import { replace, textAt } from '../edits';
import type { Candidate, FixMaker } from '../types';

/** The stage whose FROM, or whose bottom FROM, a finding speaks of. */
function stageOf(build: Build, { range }: Finding): Stage | undefined {
  const own = build.stages.find(
    ({ baseRange, range: from }) =>
      baseRange.start.line === range.start.line ||
      from.start.line === range.start.line,
  );
  const around = [...build.stages]
    .reverse()
    .find(({ range: from }) => from.start.line <= range.start.line);
  const stage = own ?? around;
  return stage && build.bottomOf(stage);
}

/** The facts of the image that a FROM names in plain words. */
function plainBase(build: Build, stage: Stage): ImageFacts | undefined {
  const isPlain =
    stage.base.kind === 'image' &&
    textAt(build.syntax, stage.baseRange) === stage.base.reference;
  return isPlain ? build.baseOf(stage) : undefined;
}

/** Stages at the bottom of others that are built on the same product, e.g. on other variants of `python`. */
function sameProduct(build: Build, stage: Stage, facts: ImageFacts) {
  return build.stages.flatMap(other => {
    const otherFacts =
      other.base.kind === 'image' && other !== stage
        ? plainBase(build, other)
        : undefined;
    return otherFacts && otherFacts.entry === facts.entry
      ? [{ stage: other, facts: otherFacts }]
      : [];
  });
}

function rebase(
  find: (facts: ImageFacts, today: string) => readonly string[],
  describe: (
    reference: string,
  ) => Pick<Candidate, 'title' | 'safety' | 'reason'>,
): FixMaker {
  return (build, finding) => {
    const stage = stageOf(build, finding);
    const facts = stage && plainBase(build, stage);
    if (!stage || !facts) return [];
    const others = sameProduct(build, stage, facts).flatMap(other => {
      const [reference] = find(other.facts, build.today);
      return reference === undefined || reference === other.facts.reference.text
        ? []
        : [replace(other.stage.baseRange, reference)];
    });
    return find(facts, build.today)
      .filter(reference => reference !== facts.reference.text)
      .flatMap(reference => {
        const single = {
          ...describe(reference),
          edits: [replace(stage.baseRange, reference)],
        };
        // what is copied between them needs them to be alike
        const together = {
          ...single,
          title: `${single.title}, and move the other stages along`,
          edits: [...single.edits, ...others],
        };
        return others.length === 0 ? [single] : [single, together];
      });
  };
}

function orNone(
  find: (facts: ImageFacts, today: string) => string | undefined,
) {
  return (facts: ImageFacts, today: string) =>
    [find(facts, today) ?? []].flat();
}

export const pinTag = rebase(orNone(preciseReference), reference => ({
  title: `Build on ${reference}`,
  safety: 'review',
  reason:
    'It names the version that the tag means today. Builds that relied on an older one may differ.',
}));

const newerBase = rebase(supportedReferences, reference => ({
  title: `Build on ${reference}`,
  safety: 'review',
  reason: 'It is a newer release: check that packages and code work with it.',
}));

/** Programs whose files on disk are of their release (each upgrade guide says so). */
const DATABASE =
  /\/(?:postgres|postgis|timescaledb|mysql|mariadb|percona|mongo|elasticsearch|opensearch|neo4j|cassandra|couchdb|influxdb|rabbitmq)$/;

/** Whether a command takes packages from a repository of this release of the distribution. */
function namesRelease(build: Build, bottom: Stage): boolean {
  const codename = build.baseOf(bottom)?.codename;
  if (codename === undefined) return false;
  const names = namesSourcesOf(codename);
  return build.stages
    .filter(({ chain }) => chain.includes(bottom.index))
    .flatMap(({ instructions }) => instructions)
    .some(
      ({ instruction: { kind, syntax } }) =>
        kind === 'RUN' && names(textAt(build.syntax, syntax.range)),
    );
}

/** Moves to a release that is supported, and says what does not move along. */
export const supportedBase: FixMaker = (build, finding) => {
  const stage = stageOf(build, finding);
  const facts = stage && plainBase(build, stage);
  if (!stage || !facts || namesRelease(build, stage)) return [];
  const { digest, name } = facts.reference;
  const notes = [
    ...(DATABASE.test(name)
      ? [
          'It does not read the data files of the old release: migrate them first.',
        ]
      : []),
    ...(digest !== undefined
      ? ['The digest was that of the old image: add the new one.']
      : []),
  ];
  return newerBase(build, finding).map(candidate => ({
    ...candidate,
    reason: [candidate.reason, ...notes].join(' '),
  }));
};

export const slimBase = rebase(orNone(slimReference), reference => ({
  title: `Build on ${reference}`,
  safety: 'review',
  reason:
    'It has no compilers and no version control: what needs them has to be installed or built in another stage.',
}));

/** Programs that come with a JDK only, or need it. */
const NEEDS_JDK =
  /^(?:javac|jar|jlink|jdeps|jpackage|keytool|mvnw?|gradlew?|ant|sbt)$/;

/** The JRE beside a JDK of Eclipse Temurin; others have no such tags. */
function runtimeReference({
  entry,
  reference: { text, tag = '' },
}: ImageFacts): string | undefined {
  if (entry !== 'eclipse-temurin' || text.includes('@')) return undefined;
  const runtime = /-jdk/.test(tag)
    ? tag.replace('-jdk', '-jre')
    : tag.replace(/^(\d[\d._]*)(?=$|-)/, '$1-jre');
  return runtime === tag ? undefined : text.slice(0, -tag.length) + runtime;
}

/** Runs on a JRE, where nothing is compiled. */
export const jreBase: FixMaker = (build, finding) =>
  build.states.some(state =>
    state?.calls.some(({ name }) => NEEDS_JDK.test(name)),
  )
    ? []
    : rebase(orNone(runtimeReference), reference => ({
        title: `Run on ${reference}`,
        safety: 'review',
        reason:
          'It has no compiler and none of the tools of the JDK, such as jcmd.',
      }))(build, finding);

/** The release that the tag means today, in the name. */
function withRelease({
  reference: { text, tag },
  codename,
  os,
  osRelease,
}: ImageFacts): string | undefined {
  if (codename && tag) return `${text}-${codename}`;
  return os === 'alpine' && osRelease
    ? text.replace(/alpine$/, `alpine${osRelease}`)
    : undefined;
}

export const pinSuite = rebase(orNone(withRelease), reference => ({
  title: `Build on ${reference}`,
  safety: 'safe',
  reason: 'It is the image that the tag means today.',
}));
