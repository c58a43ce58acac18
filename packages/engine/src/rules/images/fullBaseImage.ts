import type { Build } from '../../questions/build';
import { compiledPackages } from '../../questions/compiledPackages';
import { baseToMoveTo, slimVariantOf } from '../../questions/moveTo';
import { fitting, imageName } from '../python/words';
import { moveAdvice, type MoveAdvice } from './moveCure';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, unknown } from '../../verdict';

/** The slim variant; of a release that has ended, that of the one to move to: eol-base names the same. */
function adviceFor(build: Build, stage: number, hasEnded: boolean): MoveAdvice {
  const own = slimVariantOf(build, stage);
  if (own === undefined)
    return { cures: ['Use the slim variant for the final stage.'], trace: [] };
  const reference = (hasEnded ? baseToMoveTo(build, stage) : undefined) ?? own;
  const compiled =
    build.target && compiledPackages(build, build.target.stage.chain);
  if (compiled)
    return {
      cures: [
        `Install the ${compiled} in a build stage, and copy them into \`${reference}\`, which has no compiler.`,
      ],
      trace: [],
    };
  return moveAdvice(build, stage, reference, 'Use');
}

export const fullBaseImage = defineRule({
  id: 'full-base-image',
  title: 'The image is built on the full variant',
  passing: 'The image is not built on the full variant',
  category: 'base-image',
  severity: 'high',
  level: 'silver',
  settles: 'base-image',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds a final image that is built on the full variant of a language image (`python:3.14`, `node:24`).',
    why: 'The full variants carry compilers, headers and version control to build on: 414.7 MB against 43.4 MB compressed for Python 3.14.',
    example: 'FROM python:3.14-trixie',
    instead: 'FROM python:3.14-slim-trixie',
    exceptions:
      'In a build stage the full variant is right. Images that come in no slim variant (`php`) are left alone.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const { facts } = target;
    const base = build.bottomOf(target.stage);
    if (!facts || facts.family === 'unknown')
      return unknown(
        base.base.kind === 'unknown'
          ? base.base.reason
          : `Whether ${
              facts?.reference.text ?? 'the base image'
            } is a full variant is not known.`,
      );
    if (facts.family !== 'full') return failWith([]);
    const saving =
      build.image('python:3.14-trixie')?.size &&
      facts.interpreter?.language === 'python'
        ? ' (414.7 MB against 43.4 MB compressed for Python 3.14)'
        : '';
    const { cures, trace } = adviceFor(
      build,
      base.index,
      facts.support.some(({ status }) => status === 'ended'),
    );
    return failWith([
      {
        message: fitting(
          ...[saving, ''].flatMap(size =>
            cures.map(
              cure =>
                `\`${imageName(
                  facts.reference.text,
                )}\` is the full variant, with compilers and headers${size}. ${cure}`,
            ),
          ),
        ),
        range: base.baseRange,
        trace,
      },
    ]);
  },
});
