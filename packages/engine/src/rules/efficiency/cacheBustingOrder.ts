import type { Place } from '../../contents';
import type { Call, StageState } from '../../contents/stageState';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';
import { failWith, notApplicable, type Draft, type Range } from '../../verdict';

/** Where dependencies are installed. */
interface Installation {
  range: Range;
  instruction: number;
  what: string;
  onlyPrunes: boolean;
}

/** Calls of package managers in the RUN that made node_modules. */
function packageManagers({ calls }: StageState, made: Place): Call[] {
  return calls.filter(
    ({ name, place }) =>
      place.instruction === made.instruction &&
      /^(?:npm|yarn|pnpm|bun)$/.test(name),
  );
}

/** `npm prune` takes packages out of what an earlier layer installed. */
function isPrune(state: StageState, made: Place): boolean {
  const verbs = packageManagers(state, made).map(({ args }) => args[0]?.raw);
  return (
    verbs.includes('prune') &&
    !verbs.some(verb => /^(?:ci|clean-install|i|install|add)$/.test(verb ?? ''))
  );
}

export const cacheBustingOrder = defineRule({
  id: 'cache-busting-order',
  title: 'Every change of the source installs all dependencies again',
  passing: 'A change of the source leaves the dependencies in the cache',
  category: 'efficiency',
  severity: 'medium',
  level: 'gold',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds the whole source copied before the dependencies are installed from a manifest.',
    why: 'A layer is built again when anything before it changes. Copied first, any edit of the source throws away the installed dependencies: minutes instead of seconds.',
    example: 'COPY . .\nRUN pip install -r requirements.txt',
    instead:
      'COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .',
    exceptions:
      'Where only the project itself is installed there is nothing to separate.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const feeders = target.feeders();
    const findings: Draft[] = [];
    let asked = false;
    for (const state of build.states) {
      if (!state || !feeders.has(state.stage)) continue;
      const installs: Installation[] = [
        ...build
          .installsIn(state.stage)
          .filter(({ requirements }) => requirements.length > 0)
          .map(({ range, place, tool }) => ({
            range,
            instruction: place.instruction,
            what: tool as string,
            onlyPrunes: false,
          })),
        ...state.fs.entries
          .filter(
            ({ content, made, moves }) =>
              content.kind === 'node-modules' &&
              made.stage === state.stage &&
              moves.length === 0,
          )
          .map(({ made }) => ({
            range: made.range,
            instruction: made.instruction,
            what: packageManagers(state, made)[0]?.name ?? 'npm',
            onlyPrunes: isPrune(state, made),
          })),
      ].sort((a, b) => a.instruction - b.instruction);
      if (installs.length > 0) asked = true;
      const first = installs.find(({ onlyPrunes }) => !onlyPrunes);
      if (!first) continue;
      const copy = state.copies.find(
        ({ place, from, sources }) =>
          place.stage === state.stage &&
          place.instruction < first.instruction &&
          from.kind === 'context' &&
          sources.some(
            ({ path }) => path.known && /^\.?\/?\.?$/.test(path.value),
          ),
      );
      if (!copy) continue;
      findings.push({
        message: `The whole source is copied (${atLine(
          copy.place.range,
        )}) before \`${first.what}\` installs the dependencies (${atLine(
          first.range,
        )}), so every edit installs all of them again. Copy only the manifest and lock file first.`,
        range: copy.place.range,
        trace: [
          build.trace(copy.place.range, 'changes with every edit'),
          build.trace(first.range, 'is built again after each of them'),
        ],
      });
    }
    return asked
      ? failWith(findings)
      : notApplicable('No dependencies are installed from a manifest.');
  },
});
