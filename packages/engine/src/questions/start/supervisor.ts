import { isWithin, resolvePath } from '../../contents/paths';
import { textAt } from '../../contents/python/manifests';
import { isRoot, type StageState } from '../../contents/stageState';

/** Where supervisord looks without `-c`; that of Debian includes the folder. Source: supervisord.org/configuration.html */
const DEFAULT_PLACES = ['/etc/supervisord.conf', '/etc/supervisor'];

/** Users of the programs that a configuration of supervisord starts; undefined: it is root's. */
function usersIn(text: string): (string | undefined)[] {
  const users: (string | undefined)[] = [];
  let program = -1;
  for (const line of text.split(/\r?\n/)) {
    const section = line.match(/^\[([\w-]+)/)?.[1];
    if (section !== undefined)
      program = /^(?:program|fcgi-program|eventlistener)$/.test(section)
        ? users.push(undefined) - 1
        : -1;
    const user = line.match(/^\s*user\s*=\s*([^\s;]+)/)?.[1];
    if (user !== undefined && program >= 0) users[program] = user;
  }
  return users;
}

/**
 * Whether supervisord starts every program as another user than root; undefined where its configuration is not known.
 *
 * @param words - of the start command, with supervisord among them
 */
export function supervisedAsUsers(
  words: readonly string[],
  state: StageState,
): boolean | undefined {
  const option = words.findIndex(word => /^-n?c$|^--configuration$/.test(word));
  const written =
    option < 0
      ? words
          .find(word => word.startsWith('--configuration='))
          ?.slice('--configuration='.length)
      : words[option + 1];
  const { workdir } = state;
  if (written !== undefined && !written.startsWith('/') && !workdir.known)
    return undefined;
  const places =
    written === undefined
      ? DEFAULT_PLACES
      : [resolvePath(workdir.known ? workdir.value : '/', written)];
  const texts = state.fs.entries
    .map(({ path }) => path)
    .concat(written === undefined ? [] : places)
    .filter(
      path =>
        /\.(?:conf|ini)$/.test(path) &&
        places.some(place => isWithin(path, place)),
    )
    .flatMap(path => textAt(state, path) ?? []);
  if (texts.some(text => /^\[include\]/m.test(text))) return undefined;
  const users = texts.flatMap(usersIn);
  return users.length === 0
    ? undefined
    : users.every(user => user !== undefined && isRoot(user) === false);
}
