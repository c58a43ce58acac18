import {
  has,
  optionNames,
  readArguments,
  textOf,
  valueOf,
} from '../../arguments';
import { resolvePath } from '../../paths';
import type { Call, StageState } from '../../stageState';

const USER_VALUED = optionNames(
  '-d --home --home-dir -u --uid -g --gid -G --groups -s --shell -c --comment -k --skel -e --expiredate -K --key -p --password -b --base-dir --gecos --ingroup',
);

/** BusyBox takes the home directory with `-h`. */
const BUSYBOX_USER_VALUED = new Set([...USER_VALUED, '-h']);

/** `useradd`, `adduser` (Debian's and BusyBox's). */
export function addUser(call: Call, state: StageState): void {
  const busybox = call.name === 'adduser' && state.image?.os === 'alpine';
  const args = readArguments(
    call.args,
    busybox ? BUSYBOX_USER_VALUED : USER_VALUED,
  );
  const name = textOf(args.operands[0]);
  if (!name) return;
  const home = textOf(
    valueOf(args, '-d', '--home', '--home-dir', ...(busybox ? ['-h'] : [])),
  );
  const base = textOf(valueOf(args, '-b', '--base-dir')) ?? '/home';
  const path = resolvePath('/', home ?? `${base}/${name}`);
  state.users.set(name, {
    id: textOf(valueOf(args, '-u', '--uid')),
    home: path,
    place: call.place,
  });
  const makesHome =
    call.name === 'adduser'
      ? !has(args, '--no-create-home', '-H')
      : has(args, '-m', '--create-home');
  // it starts with what /etc/skel holds
  if (makesHome) state.add(path, 'tree', { kind: 'directory' }, call.place);
}
