import type { StageState } from '../contents';
import type { Entry } from '../contents';
import { isWithin } from '../contents/paths';
import type { Stage } from '../graph';
import type { ImageFacts } from '../images';
import type { Build } from '../questions/build';
import { lostInstalls } from '../questions/python/lostInstalls';
import type { Artifact, BaseImage, Flow, StageReport } from './types';
import type { Check } from '../verdict';

function baseImageOf(
  facts: ImageFacts | undefined,
  reference: string,
  use: BaseImage['use'],
  stage: number,
  line: number,
): BaseImage {
  if (!facts || facts.family === 'unknown') {
    return {
      reference,
      ...(facts && {
        name: facts.reference.name,
        ...(facts.reference.tag && { tag: facts.reference.tag }),
        ...(facts.reference.digest && { digest: facts.reference.digest }),
      }),
      unknown: facts
        ? `nothing is known of ${reference}; describe it under ownImages in the policy`
        : `${reference} is not an image reference`,
      support: [],
      use,
      stage,
      line,
    };
  }
  const { reference: parts, interpreter } = facts;
  return {
    reference,
    name: parts.name,
    ...(parts.tag && { tag: parts.tag }),
    ...(parts.digest && { digest: parts.digest }),
    family: facts.family,
    ...(facts.os && { os: facts.os }),
    ...(facts.osRelease && { osRelease: facts.osRelease }),
    ...(facts.libc && { libc: facts.libc }),
    ...(interpreter && {
      interpreter: {
        language: interpreter.language,
        ...(interpreter.version && { version: interpreter.version }),
        ...(interpreter.path && { path: interpreter.path }),
      },
    }),
    support: facts.support,
    ...(facts.endOfLife && { endOfLife: facts.endOfLife }),
    ...(facts.frozenSince && { frozenSince: facts.frozenSince }),
    ...(facts.size && { size: facts.size }),
    use,
    stage,
    line,
  };
}

function ownBase(build: Build, stage: Stage): BaseImage | undefined {
  const use = build.target?.inChain(stage.index) ? 'final' : 'build';
  const line = stage.range.start.line;
  switch (stage.base.kind) {
    case 'image':
      return baseImageOf(
        build.image(stage.base.reference),
        stage.base.reference,
        use,
        stage.index,
        line,
      );
    case 'scratch':
      return baseImageOf(
        build.image('scratch'),
        'scratch',
        use,
        stage.index,
        line,
      );
    case 'unknown':
      return {
        unknown: stage.base.reason,
        support: [],
        use,
        stage: stage.index,
        line,
      };
    default:
      return undefined;
  }
}

/** Every image that the build uses, in the order of the file. */
export function reportBaseImages(build: Build): BaseImage[] {
  const images: BaseImage[] = [];
  for (const stage of build.stages) {
    const base = ownBase(build, stage);
    if (base) images.push(base);
    for (const { via, source, range } of stage.references) {
      if (via === 'from' || source.kind !== 'image') continue;
      images.push(
        baseImageOf(
          build.image(source.reference),
          source.reference,
          'copy',
          stage.index,
          range.start.line,
        ),
      );
    }
  }
  return images;
}

/** Movements of files between context, stages and images. */
export function reportFlows(build: Build): Flow[] {
  const flows: Flow[] = [];
  for (const stage of build.stages) {
    const own = (build.states[stage.index]?.copies ?? []).filter(
      ({ place }) => place.stage === stage.index,
    );
    for (const { from, sources, destination, place } of own) {
      if (from.kind === 'unknown') continue;
      for (const { path } of sources) {
        flows.push({
          from,
          to: stage.index,
          source: path.known ? path.value : `${path.prefix}…`,
          destination: destination.known
            ? destination.value
            : `${destination.prefix}…`,
          line: place.range.start.line,
          via: 'copied',
        });
      }
    }
    for (const { via, source, range } of stage.references) {
      if (
        via !== 'mount' ||
        (source.kind !== 'stage' && source.kind !== 'image')
      )
        continue;
      flows.push({
        from: source,
        to: stage.index,
        source: '/',
        destination: '/',
        line: range.start.line,
        via: 'mounted',
      });
    }
  }
  return flows;
}

function installLabel(
  names: readonly string[],
  complete: boolean,
  requirements: readonly string[],
): string {
  const files = requirements.map(path => path.slice(path.lastIndexOf('/') + 1));
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` … ${names.length} packages` : '';
  return (
    [files.join(', '), shown + more].filter(Boolean).join(' + ') ||
    (complete ? 'packages' : 'the packages of the project')
  );
}

function artifactOf(entry: Entry): Omit<Artifact, 'fate'> | undefined {
  const { content, path } = entry;
  const line = entry.made.range.start.line;
  switch (content.kind) {
    case 'packages': {
      const { distributions, complete, requirements } = content.install;
      return {
        path,
        kind: 'packages',
        label: installLabel(distributions, complete, requirements),
        line,
      };
    }
    case 'wheels':
      return { path, kind: 'wheels', label: 'wheels', line };
    case 'environment':
      return {
        path,
        kind: 'environment',
        label:
          content.environment.kind === 'conda'
            ? 'conda environment'
            : 'virtual environment',
        line,
      };
    case 'context':
      return {
        path,
        kind: 'source',
        label: content.source === '.' ? 'build context' : content.source,
        line,
      };
    case 'binary':
      return {
        path,
        kind: 'binary',
        label: `${content.language} binary`,
        line,
      };
    case 'toolchain':
      return { path, kind: 'toolchain', label: content.label, line };
    case 'tool':
      return { path, kind: 'binary', label: content.name, line };
    case 'node-modules':
      return { path, kind: 'packages', label: 'Node packages', line };
    default:
      return undefined;
  }
}

function sameThing(a: Entry, b: Entry): boolean {
  if (a.content.kind === 'context' || b.content.kind === 'context') {
    return (
      a.content.kind === b.content.kind &&
      a.made.stage === b.made.stage &&
      a.made.instruction === b.made.instruction
    );
  }
  if (a.content.kind === 'packages' && b.content.kind === 'packages')
    return a.content.install === b.content.install;
  if (a.content.kind === 'environment' && b.content.kind === 'environment')
    return a.content.environment === b.content.environment;
  return (
    a.made.stage === b.made.stage &&
    a.made.instruction === b.made.instruction &&
    a.content.kind === b.content.kind
  );
}

function artifactsOf(
  build: Build,
  state: StageState,
  stage: Stage,
  lost: ReadonlySet<number>,
): Artifact[] {
  const artifacts = new Map<string, Artifact>();
  const shipped = build.target?.state.fs.entries ?? [];
  const isTarget = build.target?.stage.index === stage.index;
  const entries = state.fs.entries.filter(
    entry => isTarget || entry.layer.stage === stage.index,
  );
  const environments = entries.filter(
    ({ content }) => content.kind === 'environment',
  );
  for (const entry of entries) {
    // packages of an environment are told once, with the environment
    if (
      entry.content.kind === 'packages' &&
      environments.some(({ path }) => isWithin(entry.path, path))
    )
      continue;
    const artifact = artifactOf(entry);
    if (!artifact) continue;
    const ships = isTarget || shipped.some(other => sameThing(entry, other));
    const left =
      entry.content.kind === 'packages' && lost.has(entry.content.install.id);
    const stays = left ? 'left-behind' : 'build-only';
    artifacts.set(`${artifact.kind} ${artifact.path}`, {
      ...artifact,
      fate: ships ? 'ships' : stays,
    });
  }
  return [...artifacts.values()];
}

const LOSES_PACKAGES = new Set([
  'deps-not-copied',
  'user-install-not-copied',
  'venv-bypassed',
  'wheels-not-installed',
]);

/** The stages as a person sees them. */
export function reportStages(
  build: Build,
  checks: readonly Check[],
): StageReport[] {
  const fails = checks.some(
    ({ state, rule }) => state === 'fail' && LOSES_PACKAGES.has(rule),
  );
  const lost = new Set(
    fails ? lostInstalls(build).map(({ install }) => install.id) : [],
  );
  return build.stages.map(stage => {
    const state = build.states[stage.index];
    const isTarget = build.graph.target === stage.index;
    const base = ownBase(build, stage);
    const last =
      stage.instructions[stage.instructions.length - 1]?.instruction.syntax;
    return {
      index: stage.index,
      ...(stage.name && { name: stage.name }),
      startLine: stage.range.start.line,
      endLine: last?.endLine ?? stage.range.end.line,
      ...(stage.base.kind === 'stage' && { fromStage: stage.base.stage }),
      ...(base && { baseImage: base }),
      isTarget,
      reachable: stage.reachable,
      ...(state?.user.name !== undefined && { user: state.user.name }),
      artifacts: state ? artifactsOf(build, state, stage, lost) : [],
      ...(isTarget && state && { command: commandOf(state) }),
    };
  });
}

function commandOf({ entrypoint, command }: StageState): string {
  return [entrypoint, command]
    .flatMap(start => start?.line.words.map(({ value }) => value) ?? [])
    .join(' ');
}
