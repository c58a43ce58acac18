import { textOf } from '../../contents/arguments';
import type { Call } from '../../contents/stageState';
import { BUILD_PROGRAMS } from '../../facts/buildPrograms';
import type { Build } from '../../questions/build';
import { programNeededBy } from '../../questions/programs/neededPrograms';
import { isRootAt } from '../../questions/userAt';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Edit } from '../../verdict';
import { insertBefore, replace } from '../edits';
import { installCommand } from '../rewrite/systemPackages';
import type { FixMaker } from '../types';
import { callsIn, isPlainWord } from './commands';
import { firstLineOf, runAt } from './places';

/** Options of sudo that change nothing for root. */
const HARMLESS_OPTION =
  /^-[EHnS]+$|^--(?:preserve-env|set-home|non-interactive)$/;

/** Takes `sudo` and its options off a command; undefined where they do more than become root. */
function withoutSudo(
  build: Build,
  { step: { words } }: Call,
): Edit | undefined {
  const [sudo] = words;
  const command = words.find(
    (word, i) => i > 0 && !HARMLESS_OPTION.test(word.raw),
  );
  if (
    !command ||
    /^-|=/.test(command.raw) ||
    command.range.start.line !== sudo.range.start.line ||
    !isPlainWord(build, sudo)
  )
    return undefined;
  return replace({ start: sudo.range.start, end: command.range.start }, '');
}

function callsWithoutSudo(
  build: Build,
  run: TypedInstruction,
): ReturnType<FixMaker> {
  const edits = callsIn(build, run)
    .filter(({ step }) => textOf(step.words[0]) === 'sudo')
    .map(call => withoutSudo(build, call));
  const known = edits.filter(edit => edit !== undefined);
  return known.length < edits.length
    ? []
    : [
        {
          title: 'Leave sudo out',
          safety: 'safe',
          reason: 'The user is root there.',
          edits: known,
        },
      ];
}

/** Leaves `sudo` out where the user is root, or installs what a RUN calls in front of it. */
export const provideProgram: FixMaker = (build, finding) => {
  const run = runAt(build, finding);
  const call =
    run &&
    callsIn(build, run).find(
      ({ step }) =>
        step.range.start.line === finding.range.start.line &&
        step.range.start.column === finding.range.start.column,
    );
  const program = call && programNeededBy(call);
  if (!run || !program || !isRootAt(build, call.place)) return [];
  if (program === 'sudo') return callsWithoutSudo(build, run);
  const manager = build.states[call.place.stage]?.image?.packageManager;
  const known = BUILD_PROGRAMS.get(program);
  if ((manager !== 'apt' && manager !== 'apk') || !known?.[manager]) return [];
  const name = known[manager];
  const command = installCommand(manager, [name]);
  return command === undefined
    ? []
    : [
        {
          title: `Install ${name} before it`,
          safety: 'safe',
          reason: `\`${program}\` is there when the command runs.`,
          edits: [
            insertBefore(
              build.syntax,
              firstLineOf(run.syntax),
              command.split('\n'),
            ),
          ],
        },
      ];
};
