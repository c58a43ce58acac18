import type { Install } from '../../contents';
import { lostInstalls } from '../../questions/python/lostInstalls';
import type { Build } from '../../questions/build';
import type { Edit } from '../../verdict';
import { insertBefore, removeLines } from '../edits';
import {
  carriedEnvironment,
  isDroppedWhole,
  type CarriedEnvironment,
} from '../rewrite/environment';
import { withoutCalls } from '../rewrite/runs';
import { stepsOf, type Step } from '../rewrite/service';
import { NotRewritable } from '../rewrite/types';
import type { Candidate, FixMaker } from '../types';
import { firstLineOf, lineBefore, ownInstructions } from './places';

/** How the packages of a stage come into one environment; undefined where they cannot. */
function environmentOf(
  build: Build,
  installs: readonly Install[],
  steps: readonly Step[],
): CarriedEnvironment | undefined {
  const index = installs[0].place.stage;
  const state = build.states[index];
  const facts = state?.image;
  if (!state || !facts) return undefined;
  return carriedEnvironment({ build, state, facts, steps }, installs);
}

/** Nothing where a stage installs in a way that is not followed. */
function orNothing(make: () => Candidate[]): Candidate[] {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotRewritable) return [];
    throw error;
  }
}

/** Edits that have a stage install into the environment. */
function installEdits(
  build: Build,
  [{ place }]: readonly Install[],
  steps: readonly Step[],
  environment: CarriedEnvironment,
): Edit[] {
  const first = steps.find(({ index }) => index === place.instruction);
  if (!first) return [];
  const wholes = steps.filter(step => isDroppedWhole(step, environment));
  return [
    ...(environment.prepare.length > 0
      ? [
          insertBefore(
            build.syntax,
            firstLineOf(first.instruction.syntax),
            environment.prepare.flatMap(line => line.split('\n')),
          ),
        ]
      : []),
    ...environment.edits,
    ...wholes.map(({ instruction: { syntax } }) =>
      removeLines(syntax.startLine, syntax.endLine),
    ),
    ...steps
      .filter(step => !wholes.includes(step))
      .flatMap(step => withoutCalls(build, step, environment.dropped)),
  ];
}

/** Edits that bring the environment into the image. */
function bringEdits(
  build: Build,
  stage: number,
  { path, interpreter }: CarriedEnvironment,
): Edit[] | undefined {
  const { target, syntax } = build;
  const line = lineBefore(build, ['CMD', 'ENTRYPOINT', 'USER']);
  if (!target || line === undefined) return undefined;
  const from = build.stageName(stage);
  const has = ownInstructions(build).some(
    instruction =>
      instruction.kind === 'COPY' &&
      instruction.from?.value === from &&
      instruction.sources.some(({ value }) => value === path) &&
      instruction.destination.value === path,
  );
  const lines = [
    ...(interpreter
      ? [`COPY --from=${from} ${interpreter} ${interpreter}`]
      : []),
    ...(has ? [] : [`COPY --from=${from} ${path} ${path}`]),
    ...(target.onPath(`${path}/bin`) === true
      ? []
      : [`ENV PATH="${path}/bin:$PATH"`]),
  ];
  return lines.length === 0 ? [] : [insertBefore(syntax, line, lines)];
}

/** Copies of what the packages were in before: they bring nothing any more. */
function oldCopies(build: Build, install: Install): Edit[] {
  const { packages, scripts } = install.target;
  const home = packages?.match(/^(.*\/\.local)\//)?.[1];
  const old = new Set([home, scripts, packages].filter(path => path));
  return ownInstructions(build).flatMap(instruction =>
    instruction.kind === 'COPY' &&
    instruction.from !== undefined &&
    instruction.sources.every(({ value }) => old.has(value))
      ? [removeLines(instruction.syntax.startLine, instruction.syntax.endLine)]
      : [],
  );
}

function candidateFor(build: Build, installs: readonly Install[]): Candidate[] {
  const [{ place }] = installs;
  const steps = stepsOf(build, build.stages[place.stage]);
  const environment = environmentOf(build, installs, steps);
  if (!environment) return [];
  const bring = bringEdits(build, place.stage, environment);
  if (!bring) return [];
  const edits = [
    ...installEdits(build, installs, steps, environment),
    ...bring,
    ...installs.flatMap(install => oldCopies(build, install)),
  ];
  if (edits.length === 0) return [];
  return [
    {
      title: `Install into ${environment.path}, and copy it into the final image`,
      safety: 'review',
      reason:
        'The packages are in one environment that both stages have at the same path.',
      edits,
    },
  ];
}

/** Has a build stage install into an environment, which the image gets. */
export const intoEnvironment: FixMaker = build => {
  const stages = new Map<number, Install[]>();
  for (const { install, kind } of lostInstalls(build)) {
    if (kind === 'wheels') continue;
    const known = stages.get(install.place.stage) ?? [];
    stages.set(install.place.stage, [...known, install]);
  }
  return [...stages.values()].flatMap(installs =>
    orNothing(() => candidateFor(build, installs)),
  );
};

/** Has the packages of the user who built installed where everybody may read them. */
export const outOfHome: FixMaker = build => {
  const { target } = build;
  if (!target) return [];
  const installs = build
    .allInstalls()
    .filter(
      ({ place, target: { scheme } }) =>
        scheme === 'user' && !target.inChain(place.stage),
    );
  return installs.length === 0
    ? []
    : orNothing(() => candidateFor(build, installs));
};

/** Makes the environment that only was created the one that is installed into. */
export const activate: FixMaker = build =>
  lostInstalls(build).flatMap(({ install, stage, environment }) => {
    const run = stage.instructions[install.place.instruction]?.instruction;
    if (!environment || !run) return [];
    return [
      {
        title: `Install into ${environment.path}`,
        safety: 'review',
        reason:
          'With its commands first on PATH, pip installs into the environment.',
        edits: [
          insertBefore(build.syntax, firstLineOf(run.syntax), [
            `ENV PATH="${environment.path}/bin:$PATH"`,
          ]),
        ],
      },
    ];
  });

/** Has uv put its Python where the image can have it, too. */
export const carryPython: FixMaker = (build, finding) => {
  const { target } = build;
  const managed = target
    ?.environments()
    .find(({ environment }) => environment.managedPython !== undefined);
  const state = managed && build.states[managed.environment.place.stage];
  const stage = managed && build.stages[managed.environment.place.stage];
  const install = state?.installs.find(
    ({ tool, place }) => tool === 'uv' && place.stage === stage?.index,
  );
  const first =
    install && stage?.instructions[install.place.instruction]?.instruction;
  if (!first || !stage) return [];
  return [
    {
      title: 'Copy the Python that uv downloads, too',
      safety: 'review',
      reason:
        'The environment links to it. The image then has two Pythons where its base brings one.',
      edits: [
        insertBefore(build.syntax, firstLineOf(first.syntax), [
          'ENV UV_PYTHON_INSTALL_DIR=/python',
        ]),
        insertBefore(build.syntax, finding.range.start.line, [
          `COPY --from=${build.stageName(stage.index)} /python /python`,
        ]),
      ],
    },
  ];
};
