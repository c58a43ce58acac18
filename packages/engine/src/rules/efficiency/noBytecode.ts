import { isRoot } from '../../contents';
import { crossings } from '../../questions/python/crossings';
import { atLine } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable } from '../../verdict';

export const noBytecode = defineRule({
  id: 'no-bytecode',
  title: 'Python compiles everything again at every start',
  passing: 'Python code is compiled in the image',
  category: 'efficiency',
  severity: 'low',
  weight: 1,
  aliases: ['DF032'],
  docs: {
    what: 'Finds packages that are installed without bytecode into an image that cannot or may not write it later.',
    why: 'uv and Poetry do not compile when they install. With `PYTHONDONTWRITEBYTECODE` or a user who may not write there, every start compiles every module: measured 902 ms instead of 148 ms for 14 modules of the standard library.',
    example: 'RUN uv sync --locked --no-dev\nENV PYTHONDONTWRITEBYTECODE=1',
    instead: 'ENV UV_COMPILE_BYTECODE=1\nRUN uv sync --locked --no-dev',
    exceptions: 'pip compiles when it installs.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const installs = [
      ...new Set([
        ...target.ownInstalls(),
        ...crossings(build).flatMap(({ install }) =>
          install ? [install] : [],
        ),
      ]),
    ];
    if (installs.length === 0)
      return notApplicable('No Python packages are in the image.');
    const bare = installs.find(({ bytecode }) => !bytecode);
    const compiled = build.states.some(state =>
      state?.calls.some(({ args }) =>
        args.some(({ text }) => text.known && text.value === 'compileall'),
      ),
    );
    if (!bare || compiled) return failWith([]);
    const switched = target.variable('PYTHONDONTWRITEBYTECODE');
    const switchedOff =
      switched?.known === true &&
      switched.value !== '' &&
      switched.value !== '0';
    // Poetry's environments are often writable for the user that runs; uv's layers never are
    const cannotWrite =
      bare.tool === 'uv' && isRoot(target.state.user.name) === false;
    if (!switchedOff && !cannotWrite) return failWith([]);
    return failWith([
      {
        message: `\`${bare.tool}\` installs without bytecode (${atLine(
          bare.range,
        )})${
          switchedOff
            ? ' and PYTHONDONTWRITEBYTECODE keeps it from being written later'
            : ` and the user ${target.state.user.name} may not write it later`
        }, so every start compiles all modules. ${
          bare.tool === 'uv'
            ? 'Set UV_COMPILE_BYTECODE=1.'
            : 'Run `python -m compileall` after installing.'
        }`,
        range: bare.range,
      },
    ]);
  },
});
