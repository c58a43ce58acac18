import type { Entry } from '../../contents';
import { isWithin } from '../../contents/paths';
import type { Closing } from '../../contents/types';
import { resolveWord } from '../../shell';
import type { Build } from '../build';
import { instructionAt, userAt } from '../userAt';

/** Who owns a thing as its layer brought it; undefined where it is not known. */
function ownerOf(build: Build, { layer, moves }: Entry): string | undefined {
  const at = instructionAt(build, layer);
  if (!at) return undefined;
  const { instruction, scope } = at;
  if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
    if (!instruction.chown) return 'root';
    const owner = resolveWord(instruction.chown.value, name =>
      scope.lookup(name),
    );
    return owner.known ? owner.value : undefined;
  }
  return moves.length === 0 ? userAt(build, layer) : undefined;
}

/** Whether two users are one: not known where one is a name and the other the number of nobody knows whom. */
function sameUser(build: Build, a: string, b: string): boolean | undefined {
  const [one, other] = [a, b].map(user => {
    const name = user.split(':')[0];
    return /^0+$/.test(name) ? 'root' : name;
  });
  if (one === other) return true;
  const isNumber = (user: string) => /^\d+$/.test(user);
  if (isNumber(one) === isNumber(other) || one === 'root' || other === 'root')
    return false;
  const [name, number] = isNumber(one) ? [other, one] : [one, other];
  const id = build.target?.state.users.get(name)?.id;
  return id === undefined ? undefined : id === number;
}

/** A mode that removes the access of others of something of the image. */
export interface Closed {
  entry: Entry;
  by: Closing;
  owner: string;
}

/** What keeps others out of an entry: its own mode, or that of a directory above it. */
export function closingOf(
  build: Build,
  entry: Entry,
): { closed: Closing; of: Entry } | undefined {
  const { target } = build;
  const { closed } = entry;
  // COPY of a directory makes that directory anew
  if (
    closed &&
    (closed.extent === 'tree' || target?.inChain(closed.place.stage))
  )
    return { closed, of: entry };
  for (const above of target?.state.fs.entries ?? []) {
    if (
      above.closed &&
      above.content.kind === 'directory' &&
      above.moves.length === 0 &&
      isWithin(entry.path, above.path)
    )
      return { closed: above.closed, of: above };
  }
  return undefined;
}

/** `chown` of the image on something or on what it lies in. */
function newOwner(build: Build, path: string): string | undefined {
  const call = build.target?.state.calls.findLast(
    ({ name, args }) =>
      name === 'chown' &&
      args.some(
        ({ text }) =>
          !text.known ||
          (text.value.startsWith('/') && isWithin(path, text.value)),
      ),
  );
  return call && (ownerWord(call.args) ?? '');
}

function ownerWord(
  args: readonly { text: { known: boolean; value?: string } }[],
): string | undefined {
  const word = args.find(({ text }) => !text.value?.startsWith('-'));
  return word?.text.value;
}

/**
 * Why the user who runs may not read an entry.
 * @returns `undefined`: nothing speaks against it; `unknown`: whose it is cannot be told
 */
export function closedTo(
  build: Build,
  user: string,
  entry: Entry,
): Closed | 'unknown' | undefined {
  const found = closingOf(build, entry);
  if (!found) return undefined;
  const { closed: by, of } = found;
  const owner = newOwner(build, of.path) ?? ownerOf(build, of);
  const same =
    owner === undefined || owner === ''
      ? undefined
      : sameUser(build, owner, user);
  if (same === undefined || owner === undefined) return 'unknown';
  return same ? undefined : { entry, by, owner };
}
