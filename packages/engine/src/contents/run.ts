import {
  commandOf,
  LayeredEnvironment,
  runScript,
  scriptOfRun,
  type CommandStep,
  type Resolved,
  type ShellEnvironment,
} from '../shell';
import type { StageInstruction } from '../graph';
import type { RunInstruction } from '../syntax/instructions';
import { apply } from './commands';
import { noteOutputs, noteRedirections } from './outputFolders';
import { textAt } from './python/manifests';
import { baseName, isWithin, resolvePath } from './paths';
import { isRoot, known, type Call, type StageState } from './stageState';
import type { TransferWorld } from './transfer';
import type { Place } from './types';

function mountTargets(run: RunInstruction, workdir: Resolved): string[] {
  return run.mounts.flatMap(({ type, target, id }) => {
    const path =
      target ?? (type === 'secret' ? `/run/secrets/${id ?? ''}` : undefined);
    if (!path) return [];
    return [resolvePath(workdir.known ? workdir.value : '/', path)];
  });
}

function callOf(
  step: CommandStep,
  env: ShellEnvironment,
  place: Place,
  mounted: readonly string[],
  before: Call['before'],
): Call | undefined {
  const command = commandOf(step);
  if (!command?.name.known) return undefined;
  const program = command.name.value;
  const { args, assignments } = command;
  return {
    name: baseName(program),
    program,
    args,
    assignments,
    step,
    place,
    env: withAssignments(env, assignments),
    mounted,
    before,
  };
}

/** Variables as the command sees them: a PATH in front of it decides which program it is. */
function withAssignments(
  env: ShellEnvironment,
  assignments: Call['assignments'],
): ShellEnvironment {
  if (assignments.length === 0) return env;
  const own = new LayeredEnvironment(env);
  for (const { name, value } of assignments) own.set(name, value);
  return own;
}

/** Where ENV does not set HOME, it comes from the passwd file when a RUN starts. */
function homeOfRun({ user, users }: StageState): Resolved | undefined {
  const name = user.name?.split(':')[0];
  if (name === undefined) return undefined;
  const made = users.get(name);
  if (made) return known(made.home);
  return isRoot(name) ? known('/root') : undefined;
}

/** `\n` and `\t` as printf and the shells of Debian and Alpine write them. */
function unescaped(text: string): string {
  return text.replace(/\\([nt\\])/g, (_, letter: string) => {
    if (letter === 'n') return '\n';
    return letter === 't' ? '\t' : '\\';
  });
}

/** What `cat <<EOF >file`, `echo … >file` and `printf … >file` write; undefined where it is not in the command. */
function writtenBy(
  { words, input, pipeline }: CommandStep,
  operator: string,
  before: string | undefined,
): string | undefined {
  const [program, ...args] = words.map(({ text }) =>
    text.known ? text.value : undefined,
  );
  if (pipeline || args.includes(undefined)) return undefined;
  let text: string | undefined;
  if (program === 'cat' && args.length === 0)
    text = input?.known ? input.value : undefined;
  else if (program === 'echo')
    text = `${unescaped(
      args.filter(word => !/^-[neE]+$/.test(word ?? '')).join(' '),
    )}\n`;
  else if (program === 'printf' && args.length === 1)
    text = unescaped(args[0] ?? '');
  else if (program === 'printf' && args[0] === '%s\\n')
    text = args.slice(1).join('\n');
  if (text === undefined || operator === '>') return text;
  return operator === '>>' && before !== undefined ? before + text : undefined;
}

function redirections(
  step: CommandStep,
  state: StageState,
  place: Place,
): void {
  for (const { operator, target } of step.redirects) {
    if (!/^(?:>|>>|>\||&>|&>>)$/.test(operator)) continue;
    const path = state.resolve(step.cwd, target.text);
    if (path.known && !path.value.startsWith('/dev/'))
      state.add(
        path.value,
        'file',
        {
          kind: 'made',
          by: 'a redirection',
          text: writtenBy(step, operator, textAt(state, path.value)),
        },
        place,
      );
    else if (!path.known)
      state.taint(
        path.prefix || '/',
        'a redirection writes to a path that is not known',
        place,
      );
  }
}

/** Shows what a mount brings for the time of the RUN; the answer takes it away again. */
function mountFiles(
  run: RunInstruction,
  state: StageState,
  place: Place,
  world: TransferWorld,
): () => void {
  if (!run.mounts.some(({ type }) => type === 'bind')) return () => {};
  const before = state.fs.entries.length;
  for (const { type, target, source, from } of run.mounts) {
    if (type !== 'bind' || !target) continue;
    const path = resolvePath(
      state.workdir.known ? state.workdir.value : '/',
      target,
    );
    const origin = from && mountedStage(from, place, world);
    const isWritten = source !== undefined && !source.includes('$');
    if (origin) {
      const at = resolvePath('/', source ?? '/');
      const { state: found } = state.fs.copyFrom(origin.fs, at, path, place);
      if (isWritten)
        state.mounts.push({
          place,
          from: { kind: 'stage', stage: origin.stage },
          source: at,
          range: from.range,
          found,
        });
      continue;
    }
    if (!from && isWritten)
      state.mounts.push({
        place,
        from: { kind: 'context' },
        source,
        range: run.syntax.range,
        found: state.context.holds(source),
      });
    state.fs.add({
      path,
      extent: 'tree',
      content: { kind: 'context', source: source ?? '.' },
      made: place,
      layer: place,
      moves: [],
    });
  }
  const mounted = new Set(state.fs.entries.slice(before));
  return () => {
    for (let i = state.fs.entries.length - 1; i >= 0; i--) {
      if (mounted.has(state.fs.entries[i])) state.fs.entries.splice(i, 1);
    }
  };
}

/** The stage that a mount shows; undefined for an image or another build context. */
function mountedStage(
  from: NonNullable<RunInstruction['mounts'][number]['from']>,
  place: Place,
  world: TransferWorld,
): StageState | undefined {
  const reference = world.graph.stages[place.stage].references.find(
    ({ via, instruction, range }) =>
      via === 'mount' &&
      instruction === place.instruction &&
      range.start.line === from.range.start.line &&
      range.start.column === from.range.start.column,
  );
  return reference?.source.kind === 'stage'
    ? world.states[reference.source.stage]
    : undefined;
}

/** Follows a RUN instruction. */
export function follow(
  run: RunInstruction,
  at: StageInstruction,
  state: StageState,
  world: TransferWorld,
): void {
  const place: Place = {
    stage: state.stage,
    instruction: at.index,
    range: run.syntax.range,
  };
  const mounted = mountTargets(run, state.workdir);
  const home = homeOfRun(state);
  const env = new LayeredEnvironment({
    get: name => at.scope.lookup(name) ?? (name === 'HOME' ? home : undefined),
  });
  const unmount = mountFiles(run, state, place, world);
  const giveUp = (reason: string) => {
    state.opaque.push({ reason, place });
    state.taint('/', reason, place, true);
  };
  const visit = (step: CommandStep, variables: ShellEnvironment) => {
    if (mounted.length === 0) noteRedirections(step, state, place);
    redirections(step, state, place);
    if (step.words.length === 0) return;
    const call = callOf(step, variables, place, mounted, {
      doubt: state.fs.mayHoldAnything,
      packages: state.packages.length,
      taints: state.fs.taints.length,
    });
    if (!call) {
      giveUp('the program that runs is not known');
      return;
    }
    state.calls.push(call);
    noteOutputs(call, state);
    apply(call, state);
  };
  const script = scriptOfRun(run, [...state.shell]);
  if (script.kind === 'unknown') giveUp(script.reason);
  else if (script.kind === 'exec')
    visit(execStep(script.words, state, run), env);
  else {
    runScript(script.script, {
      cwd: state.workdir,
      env,
      visit,
      onUnknown: ({ reason }) => giveUp(reason),
    });
  }
  unmount();
  forgetMounted(mounted, state, place);
}

/** Nothing that a RUN writes below a mount stays; the mount leaves an empty directory. */
function forgetMounted(
  mounted: readonly string[],
  state: StageState,
  place: Place,
): void {
  for (const mount of mounted) {
    const { entries } = state.fs;
    for (let i = entries.length - 1; i >= 0; i--) {
      if (entries[i].layer === place && isWithin(entries[i].path, mount))
        entries.splice(i, 1);
    }
    if (state.fs.holds(mount).state === 'absent')
      state.add(mount, 'file', { kind: 'directory' }, place);
  }
}

/** The one command of a RUN in exec form. */
function execStep(
  words: readonly { value: string; range: RunInstruction['syntax']['range'] }[],
  state: StageState,
  run: RunInstruction,
): CommandStep {
  return {
    words: words.map(({ value, range }) => ({
      raw: value,
      text: known(value),
      glob: false,
      range,
    })),
    assignments: [],
    redirects: [],
    cwd: state.workdir,
    certainty: 'always',
    outcome: 'succeeded',
    pipeline: undefined,
    background: false,
    input: undefined,
    range: run.syntax.range,
  };
}
