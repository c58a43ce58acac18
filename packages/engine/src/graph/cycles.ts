import type { SyntaxProblem } from '../syntax/types';
import type { Stage, StageReference } from './types';

/** The stages that a stage takes something from. */
function neededStages(
  stage: Stage,
): { stage: number; reference: StageReference }[] {
  const needed: { stage: number; reference: StageReference }[] = [];
  for (const reference of stage.references) {
    if (reference.source.kind === 'stage') {
      needed.push({ stage: reference.source.stage, reference });
    }
  }
  return needed;
}

/** Indices of the stages that `target` needs, itself included. */
export function neededBy(
  stages: readonly Stage[],
  target: number,
): Set<number> {
  const reached = new Set([target]);
  const waiting = [target];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { stage } of neededStages(stages[next])) {
      if (!reached.has(stage)) {
        reached.add(stage);
        waiting.push(stage);
      }
    }
  }
  return reached;
}

function describe(stage: Stage): string {
  return stage.name === undefined ? `stage ${stage.index}` : stage.name;
}

/** References that close a circle of stages, a stage that takes from itself included. BuildKit refuses such a file. */
export function findCycles(stages: readonly Stage[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const state: ('new' | 'open' | 'done')[] = stages.map(() => 'new');
  for (const stage of stages) {
    if (state[stage.index] === 'new') {
      visit(stages, stage.index, state, problems);
    }
  }
  return problems;
}

/** Depth first without recursion: stages may stand ten thousand deep. */
function visit(
  stages: readonly Stage[],
  start: number,
  state: ('new' | 'open' | 'done')[],
  problems: SyntaxProblem[],
): void {
  const path = [{ stage: start, needed: neededStages(stages[start]), next: 0 }];
  state[start] = 'open';
  while (path.length > 0) {
    const top = path[path.length - 1];
    if (top.next === top.needed.length) {
      state[top.stage] = 'done';
      path.pop();
      continue;
    }
    const { stage, reference } = top.needed[top.next++];
    if (state[stage] === 'open') {
      problems.push({
        code: 'circular-dependency',
        message:
          stage === top.stage
            ? `${describe(
                stages[stage],
              )} takes from itself: name another stage.`
            : `${describe(stages[top.stage])} and ${describe(
                stages[stage],
              )} need each other: move what both need into a stage of its own.`,
        range: reference.range,
      });
    } else if (state[stage] === 'new') {
      state[stage] = 'open';
      path.push({ stage, needed: neededStages(stages[stage]), next: 0 });
    }
  }
}
