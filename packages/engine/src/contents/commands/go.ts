import {
  optionNames,
  readArguments,
  textOf,
  valueOf,
  type Arguments,
} from '../arguments';
import { directoryOf, joinPath } from '../paths';
import type { Call, StageState } from '../stageState';
import { taintHere } from './languages';
import { taintByProject } from './outputs';

const GO_VALUED = optionNames(
  '-o -ldflags -tags -mod -gcflags -asmflags -p -buildmode -modfile -C',
);

/** Commands that work on packages, and outside of a module only on files or on packages with a version. */
const ON_PACKAGES = /^(?:build|generate|install|list|run|test|vet)$/;
const ON_MODULE = /^(?:download|tidy|vendor|verify|graph|why)$/;

/** Whether a command fails where no go.mod is. */
function needsModule(args: Arguments, { args: words }: Call): boolean {
  const [verb = '', ...operands] = args.operands.map(
    word => textOf(word) ?? '@unknown',
  );
  if (
    args.unclear ||
    words.some(({ raw }) => /^--?(?:C|modfile|h|help)(?:=|$)/.test(raw))
  )
    return false;
  if (verb === 'get') return true;
  if (verb === 'mod') return ON_MODULE.test(operands[0] ?? '');
  return (
    ON_PACKAGES.test(verb) &&
    // not files, versions and packages of the standard library
    operands.every(
      operand =>
        !/\.go$|@/.test(operand) && operand.split('/')[0].includes('.'),
    )
  );
}

/**
 * The minor of Go 1.x since which a command needs a go.mod. Source: release notes, Go 1.16 (modules are the default), 1.18 (`go get`
 * outside of a module) and 1.22 (`go get` with modules turned off); tried with Go 1.26.
 *
 * @returns undefined where a setting decides, or is not known
 */
function needsModuleSince(args: Arguments, call: Call): number | undefined {
  const [mode, flags, workspace] = ['GO111MODULE', 'GOFLAGS', 'GOWORK'].map(
    name => call.env.get(name),
  );
  if (flags || workspace || mode?.known === false) return undefined;
  const isGet = textOf(args.operands[0]) === 'get';
  if (mode === undefined || mode.value === 'on') return isGet ? 18 : 16;
  return isGet ? 22 : undefined;
}

function isOutsideModule({ step }: Call, { fs, calls }: StageState): boolean {
  const { cwd } = step;
  if (!cwd.known || calls.some(isGoSetting)) return false;
  for (let at = cwd.value; ; at = directoryOf(at)) {
    if (
      ['go.mod', 'go.work'].some(
        name => fs.holds(joinPath(at, name)).state !== 'absent',
      )
    )
      return false;
    if (at === '/') return true;
  }
}

/** `go env -w GO111MODULE=off` */
function isGoSetting({ name, args }: Call): boolean {
  return name === 'go' && args[0]?.raw === 'env';
}

/** `go build -o FILE`, `go install`. */
export function go(call: Call, state: StageState): void {
  const args = readArguments(call.args, GO_VALUED);
  const verb = textOf(args.operands[0]);
  const since = needsModule(args, call)
    ? needsModuleSince(args, call)
    : undefined;
  if (since !== undefined && isOutsideModule(call, state))
    state.outsideModule.push({ call, since });
  if (verb === 'install' || verb === 'get') {
    state.taint('/go/bin', '`go install` writes there', call.place);
    state.taint('/root/go', '`go install` writes there', call.place);
    return;
  }
  const word = valueOf(args, '-o');
  if (verb !== 'build' && !word) {
    if (verb === 'run' || verb === 'generate') taintByProject(call, state);
    else taintHere(call, state);
    return;
  }
  const path = word && state.resolve(call.step.cwd, word.text);
  if (path?.known) {
    state.add(
      path.value,
      'file',
      { kind: 'binary', language: 'go' },
      call.place,
    );
    if (textOf(word)?.endsWith('/'))
      state.taint(path.value, '`go build` writes binaries there', call.place);
  } else taintHere(call, state);
}
