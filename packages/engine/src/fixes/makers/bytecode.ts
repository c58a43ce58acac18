import type { Build } from '../../questions/build';
import type { Edit } from '../../verdict';
import { insertBefore } from '../edits';
import type { FixMaker } from '../types';
import { firstLineOf } from './places';

/** Lets uv compile what it installs: a variable in front of the first installation of each stage that does not. */
export function compileWithUv(build: Build): Edit[] {
  return build.stages.flatMap(({ index, instructions }) => {
    const install = build
      .installsIn(index)
      .find(({ tool, bytecode }) => tool === 'uv' && !bytecode);
    const run = instructions[install?.place.instruction ?? -1]?.instruction;
    return run
      ? [
          insertBefore(build.syntax, firstLineOf(run.syntax), [
            'ENV UV_COMPILE_BYTECODE=1',
          ]),
        ]
      : [];
  });
}

/** Compiles packages when they are installed. */
export const compileBytecode: FixMaker = build => {
  const edits = compileWithUv(build);
  return edits.length === 0
    ? []
    : [
        {
          title: 'Compile the packages when they are installed',
          safety: 'safe',
          reason:
            'The bytecode is part of the layer, so that no start has to make it.',
          edits,
        },
      ];
};
