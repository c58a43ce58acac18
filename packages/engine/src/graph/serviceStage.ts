import type { Stage, StageInstruction } from './types';

/** Made to look at the service, not to be it; `testing-service` may be a service of its own. */
export function isSideName(name: string | undefined): boolean {
  return (
    name !== undefined &&
    /^(?:.*[-_])?(?:test|tests|testing|e2e|lint|linter|dev|develop|development|devcontainer|debug|debugger|docs|ci)(?:[-_].*)?$/i.test(
      name,
    ) &&
    !/[-_]service$/i.test(name)
  );
}

/** Names of stages that only make something. */
export function isBuilderName(name: string | undefined): boolean {
  return (
    name !== undefined &&
    /^(?:.*[-_])?(?:build|builder|compile|compiler|deps|dependencies)(?:[-_].*)?$/i.test(
      name,
    )
  );
}

const TEST_PROGRAM =
  /^(?:\/\S*\/)?(?:pytest|tox|nox|unittest|flake8|pylint|mypy|ruff|black|coverage|jest|mocha)$/;

/** The words of a CMD or ENTRYPOINT, as far as one of the two forms tells them. */
function startWords({ instruction }: StageInstruction): string[] | undefined {
  if (instruction.kind !== 'CMD' && instruction.kind !== 'ENTRYPOINT')
    return undefined;
  return instruction.words.flatMap(({ value }) => value.split(/\s+/));
}

/** The stage itself says what starts. */
export function startsSomething({ instructions }: Stage): boolean {
  return instructions.some(at => startWords(at) !== undefined);
}

/** The program of the tests that the stage starts. */
export function testProgramOf({ instructions }: Stage): string | undefined {
  const [program, option, module] =
    instructions.flatMap(at => startWords(at) ?? []).filter(Boolean) ?? [];
  if (TEST_PROGRAM.test(program ?? '')) return program;
  return /^(?:\/\S*\/)?python[\d.]*$/.test(program ?? '') && option === '-m'
    ? [module].find(name => TEST_PROGRAM.test(name ?? ''))
    : undefined;
}

/**
 * The stage of the service below a last one that only tests, lints or develops it (`FROM app AS test`): that is the one to judge.
 * The last one itself where there is none.
 */
export function serviceStage(stages: readonly Stage[]): number {
  const last = stages.length - 1;
  let index = last;
  while (isSideStage(stages[index])) {
    const { base } = stages[index];
    if (base.kind !== 'stage') return last;
    index = base.stage;
  }
  return isBuilderName(stages[index].name) ? last : index;
}

function isSideStage(stage: Stage): boolean {
  return isSideName(stage.name) || testProgramOf(stage) !== undefined;
}
