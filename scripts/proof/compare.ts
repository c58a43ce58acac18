/** Builds and starts one Dockerfile and holds every certain verdict of the engine against it. */
import { rmSync } from 'node:fs';
import { build, imageConfig, quietly, withContainer } from './buildah';
import type { ProofCase } from './cases/types';
import {
  checkAbsent,
  checkLeftBehind,
  checkShipped,
  type Contradiction,
} from './contents';
import { must, type Outcome } from './command';
import { prepareContext } from './context';
import { askEngine, type EngineView, type Verdict } from './engine';
import { madeSince } from './fileSystem';
import { pathsInLayers } from './layers';
import { startContainer } from './start';

/** One aspect of one Dockerfile. */
export interface Aspect {
  aspect: string;
  result: 'agreed' | 'unknown' | 'gap' | 'failed';
  detail: string;
}

/** What came of a case. */
export interface Proven {
  aspects: Aspect[];
  /** Size of the image, unpacked; undefined where none was built. */
  bytes?: number;
}

function word(says: boolean | undefined): string {
  if (says === undefined) return 'unknown';
  return says ? 'yes' : 'no';
}

/** Says true or false of what really was true or false. */
function judge(
  aspect: string,
  { says, because }: Verdict,
  really: boolean,
  evidence: string,
  gap: string | undefined,
): Aspect {
  const detail = `engine: ${word(says)} (${because.join(
    '; ',
  )})\n      reality: ${word(really)} ${evidence}`;
  if (says === undefined) return { aspect, result: 'unknown', detail };
  if (gap !== undefined && says && !really) {
    return { aspect, result: 'gap', detail: gap };
  }
  return { aspect, result: says === really ? 'agreed' : 'failed', detail };
}

/** Reality has to be what the case was written for. */
function meant(
  aspect: string,
  expected: boolean,
  really: boolean,
  says: RegExp | undefined,
  output: string,
): Aspect {
  const right =
    expected === really && (says === undefined || says.test(output));
  return {
    aspect,
    result: right ? 'agreed' : 'failed',
    detail: `the case expects ${
      expected ? 'success' : `a failure that says ${says}`
    }, really: ${really ? 'success' : `failure\n${tail(output)}`}`,
  };
}

function compared(
  aspect: string,
  contradictions: readonly Contradiction[],
): Aspect {
  const shown = contradictions
    .slice(0, 6)
    .map(
      ({ engine, reality }) => `engine: ${engine}\n      reality: ${reality}`,
    );
  return {
    aspect,
    result: contradictions.length === 0 ? 'agreed' : 'failed',
    detail: `${contradictions.length} contradictions\n      ${shown.join(
      '\n      ',
    )}`,
  };
}

function same(
  aspect: string,
  engine: string | undefined,
  reality: string,
): Aspect {
  if (engine === undefined)
    return { aspect, result: 'unknown', detail: reality };
  return {
    aspect,
    result: engine === reality ? 'agreed' : 'failed',
    detail: `engine: ${engine}\n      reality: ${reality}`,
  };
}

function tail(text: string): string {
  return text
    .trim()
    .split('\n')
    .slice(-6)
    .map(line => `        | ${line}`)
    .join('\n');
}

function stateResult(
  state: string | undefined,
  wanted: string,
): Aspect['result'] {
  if (state === 'unknown') return 'unknown';
  return state === wanted ? 'agreed' : 'failed';
}

/** The rules that the case was written for have findings, or none. */
function namedRules(
  { rules = [], passes = [] }: ProofCase,
  { evaluation }: EngineView,
): Aspect[] {
  const asked = [
    ...rules.map(rule => ({ rule, wanted: 'fail' })),
    ...passes.map(rule => ({ rule, wanted: 'pass' })),
  ];
  return asked.map(({ rule, wanted }) => {
    const check = evaluation.checks.find(candidate => candidate.rule === rule);
    return {
      aspect: rule,
      result: stateResult(check?.state, wanted),
      detail: `the check is ${check?.state} ${check?.reason ?? ''}`,
    };
  });
}

/** Layers hold what the case was written for. */
async function layersAsMeant(
  image: string,
  { layers }: ProofCase,
): Promise<Aspect[]> {
  if (!layers) return [];
  const paths = await pathsInLayers(image);
  const { hidden = [], absent = [] } = layers;
  const wrong = [
    ...hidden.filter(path => !paths.has(path)),
    ...absent.filter(path => paths.has(path)),
  ];
  return [
    {
      aspect: 'layers as meant',
      result: wrong.length === 0 ? 'agreed' : 'failed',
      detail: `not as written: ${wrong.join(', ')}`,
    },
  ];
}

/** Bytes of a file system. */
async function sizeOf(mount: string): Promise<number> {
  return Number.parseInt(await must('du', ['-sb', mount]), 10);
}

async function inspect(
  image: string,
  proof: ProofCase,
  view: EngineView,
  began: Date,
  manifests: Readonly<Record<string, string>>,
): Promise<Required<Proven>> {
  const config = await imageConfig(image);
  const { target } = view.build;
  const path = target?.path;
  return withContainer(image, async (container, mount) => {
    const made = await madeSince(mount, began);
    const aspects = [
      compared('ships', checkShipped(view, mount, made, manifests)),
      compared('left behind', checkLeftBehind(view, made, manifests)),
      compared('absent', checkAbsent(view, made)),
      same('user', target?.state.user.name, config.user || 'root'),
      same('PATH', path?.known ? path.value : undefined, config.path ?? ''),
    ];
    const start = await startContainer(container, config, proof.port);
    aspects.push(
      judge(
        'starts',
        view.starts,
        start.started,
        tail(start.output),
        proof.gap,
      ),
    );
    if (proof.reality.builds) {
      const { starts } = proof.reality;
      aspects.push(
        meant(
          'start as meant',
          starts,
          start.started,
          starts ? undefined : proof.reality.says,
          start.output,
        ),
      );
    }
    return { aspects, bytes: await sizeOf(mount) };
  });
}

/** Builds, again where the reason of a failure got lost: buildah's own words are now and then all that comes. */
async function buildAs(
  { layers, reality }: ProofCase,
  folder: string,
  image: string,
): Promise<Outcome> {
  const outcome = await build(folder, image, layers !== undefined);
  const isLost =
    outcome.code !== 0 && !reality.builds && !reality.says.test(outcome.output);
  return isLost ? build(folder, image, layers !== undefined) : outcome;
}

/** Builds and starts one case, and compares. */
export async function proveCase(
  proof: ProofCase,
  today: string,
  keep: boolean,
): Promise<Proven> {
  const { folder, known } = await prepareContext(proof);
  const image = `localhost/proof-${proof.name}`;
  try {
    const view = askEngine(proof.dockerfile, known, today);
    const began = new Date();
    const { reality } = proof;
    const { code, output } = await buildAs(proof, folder, image);
    const built = code === 0;
    const aspects = [
      judge('builds', view.builds, built, built ? '' : tail(output), proof.gap),
      meant(
        'build as meant',
        reality.builds,
        built,
        reality.builds ? undefined : reality.says,
        output,
      ),
      ...namedRules(proof, view),
    ];
    if (!built) return { aspects };
    try {
      const seen = await inspect(
        image,
        proof,
        view,
        began,
        known.manifests ?? {},
      );
      return {
        aspects: [
          ...aspects,
          ...(await layersAsMeant(image, proof)),
          ...seen.aspects,
        ],
        bytes: seen.bytes,
      };
    } finally {
      if (!keep) await quietly('rmi', '--force', image);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
