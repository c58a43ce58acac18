import type { Install } from '../../contents';
import type { Call, StageState } from '../../contents/stageState';
import type { Stage } from '../../graph';
import type { Build } from '../build';
import { lacksProgram } from '../programs/stagePrograms';

/** Distributions that PyPI has no Linux wheels of, and that compile C. Source: the files of their releases on pypi.org. */
const SOURCE_ONLY = new Set(
  'mysqlclient psycopg2 uwsgi python-ldap pycairo pygobject dbus-python pyaudio mod-wsgi pygraphviz pycups'.split(
    ' ',
  ),
);

function mayFindWheels({ args }: Call): boolean {
  return args.some(({ raw }) =>
    /^(?:-f|-i|--find-links|--index-url|--extra-index-url|--no-index|--only-binary|--index)\b/.test(
      raw,
    ),
  );
}

/** Packages that pip has to compile in a stage, and the install that asks for them. */
function sourceOnlyInstalls(
  build: Build,
  stage: number,
): { name: string; install: Install; call: Call }[] {
  return build.installsIn(stage).flatMap(install => {
    if (install.certainty === 'maybe' || install.offline) return [];
    if (!['pip', 'uv'].includes(install.tool) || !isPlainPython(install))
      return [];
    const name = [...install.distributions, ...install.listed].find(item =>
      SOURCE_ONLY.has(item),
    );
    const call = name === undefined ? undefined : build.callAt(install.range);
    return name !== undefined &&
      call &&
      !mayFindWheels(call) &&
      call.env.get('PIP_INDEX_URL') === undefined &&
      call.env.get('PIP_EXTRA_INDEX_URL') === undefined
      ? [{ name, install, call }]
      : [];
  });
}

/** The first package that pip has to compile in a stage. */
export function sourceOnlyIn(build: Build, stage: number): string | undefined {
  return sourceOnlyInstalls(build, stage)[0]?.name;
}

/** Packages that pip has to compile in a stage that certainly has no compiler. */
export function sourceBuildsWithoutCompiler(
  build: Build,
  { index }: Stage,
  state: StageState,
): { name: string; install: Install }[] {
  return sourceOnlyInstalls(build, index).filter(
    ({ call }) => lacksProgram(state, call, 'gcc') === true,
  );
}

/** Conda brings compiled packages and compilers of its own. */
function isPlainPython({ runtime }: Install): boolean {
  return runtime.vendor === 'official' || runtime.vendor === 'distribution';
}
