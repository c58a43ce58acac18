import { isWithin, resolvePath } from '../../contents/paths';
import type { TargetImage } from '../targetImage';
import { startWordsOf } from './startWords';

/** Path of the program that the image starts, where it is named by its path. */
export function startProgramOf(target: TargetImage): string | undefined {
  const { workdir } = target.state;
  const [program = ''] = startWordsOf(target);
  return program.includes('/')
    ? resolvePath(workdir.known ? workdir.value : '/', program)
    : undefined;
}

/** Path of the program that the image starts, where only its owner may run it (`chmod 700`). */
export function closedProgramOf(target: TargetImage): string | undefined {
  const path = startProgramOf(target);
  const isClosed =
    path !== undefined &&
    target.state.fs.entries.some(
      ({ path: at, closed }) => closed !== undefined && isWithin(path, at),
    );
  return isClosed ? path : undefined;
}
