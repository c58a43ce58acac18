import type { Level } from 'backstage-plugin-dockerfile-scorecard-common';
import { levelTone } from '../../theme';
import { levelName, levelPromise } from '../../words';
import { ToneChip } from './ToneChip';

/** The level of a service or a Dockerfile. */
export function LevelBadge(props: { level: Level }) {
  return (
    <ToneChip tone={levelTone(props.level)} title={levelPromise[props.level]}>
      {levelName[props.level]}
    </ToneChip>
  );
}
