import { defaultPolicy } from '../policy';
import { readBuild } from '../scorecard/evaluate';
import type { BuildContext } from '../contents/buildContext';
import { parseDockerfile } from '../syntax';
import type { Build } from '../questions/build';
import type { TargetImage } from '../questions/targetImage';

/** A Dockerfile of a test, read. */
export function buildOfText(text: string, context: BuildContext = {}): Build {
  return readBuild(
    parseDockerfile(text),
    context,
    defaultPolicy(),
    '2026-11-23',
  );
}

/** The image that a Dockerfile of a test ships. */
export function imageOf(text: string, context: BuildContext = {}): TargetImage {
  const { target } = buildOfText(text, context);
  if (!target) throw new Error('no stage ships');
  return target;
}
