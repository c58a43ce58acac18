import { readArguments } from '../../arguments';
import { baseName } from '../../paths';
import { forgetCachesAt } from '../caches';
import { paths } from './words';
import type { Call, StageState } from '../../stageState';

const NO_VALUES: ReadonlySet<string> = new Set();

export function remove(call: Call, state: StageState): void {
  const isSure = call.step.certainty !== 'maybe';
  const args = readArguments(call.args, NO_VALUES);
  paths(
    call,
    state,
    isSure ? args.operands : args.operands.filter(({ text }) => text.known),
    path => {
      if (isSure) state.fs.remove(path, call.place);
      // what may be gone is no finding
      forgetCachesAt(state, call, path);
    },
    'rm',
  );
}

/** Programs behind `-exec` that make nothing. */
const MAKES_NOTHING =
  /^(?:rm|rmdir|chmod|chown|chgrp|ls|cat|echo|grep|egrep|file|du|stat|strip|touch|test|basename|dirname|md5sum|sha\d+sum|gzip|xz|bzip2|sed)$/;

/** `find … -exec cp {} /out ;` */
function taintByExec(call: Call, state: StageState): void {
  const words = call.args.map(({ text }) => (text.known ? text.value : ''));
  const at = words.findIndex(word => /^-(?:exec|ok)(?:dir)?$/.test(word));
  if (at < 0 || MAKES_NOTHING.test(baseName(words[at + 1] ?? ''))) return;
  const reason = `what \`find -exec ${words[at + 1]}\` makes is not known`;
  const { cwd } = call.step;
  for (const word of words.slice(at + 2)) {
    if (/^[{\-;+]|^$/.test(word)) continue;
    const path = state.resolve(cwd, { known: true, value: word });
    if (path.known) state.taint(path.value, reason, call.place);
  }
  state.taint(cwd.known ? cwd.value : '/', reason, call.place);
}

/** `find /var/lib/apt/lists -type f -delete` */
export function find(call: Call, state: StageState): void {
  taintByExec(call, state);
  const [where] = call.args;
  if (!where?.text.known) return;
  if (call.args.some(({ text }) => text.known && text.value === '-delete'))
    forgetCachesAt(state, call, where.text.value);
}
