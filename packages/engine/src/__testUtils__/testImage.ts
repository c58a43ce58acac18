import { defaultPolicy } from '../policy';
import { readBuild } from '../scorecard/evaluate';
import type { BuildContext } from '../contents/buildContext';
import { parseDockerfile } from '../syntax';
import type { TargetImage } from '../questions/targetImage';

/** The image that a Dockerfile of a test ships. */
export function imageOf(text: string, context: BuildContext = {}): TargetImage {
  const { target } = readBuild(
    parseDockerfile(text),
    context,
    defaultPolicy(),
    '2026-11-23',
  );
  if (!target) throw new Error('no stage ships');
  return target;
}
