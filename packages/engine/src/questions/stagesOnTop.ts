import type { Stage } from '../graph';
import type { Build } from './build';

/** Stages on the final image, e.g. its tests, whose commands run as its user: they set none of their own before. */
export function stagesOnTop({ stages, target }: Build): Stage[] {
  return stages.filter(({ base, instructions }) => {
    const first = instructions.find(
      ({ instruction: { kind } }) => kind === 'RUN' || kind === 'USER',
    );
    return (
      base.kind === 'stage' &&
      base.stage === target?.stage.index &&
      first?.instruction.kind === 'RUN'
    );
  });
}
