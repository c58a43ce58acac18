import { asCode, listOf, fitting } from '../python/words';
import { installablePackages, packageUse } from '../../questions/buildPackages';
import { defineRule } from '../defineRule';
import {
  isMadeToBuildIn,
  shippedCompilers,
} from '../../questions/shippedCompilers';
import { compilesItself } from '../../questions/compiledPackages';
import { failWith, notApplicable, type Draft } from '../../verdict';

/** They have no library that a service needs beside its Python. */
const PYTHON_HEADERS = /^(?:lib)?python[\d.]*-(?:dev|devel)$/;

/** What to install in place of headers, from what each of them stands for. */
function cure(
  libraries: readonly (readonly string[])[],
  compiles: boolean,
): string {
  const known = [...new Set(libraries.flat())];
  if (known.length === 0 || compiles)
    return 'Install only the libraries, and compile in a build stage.';
  if (libraries.some(names => names.length === 0))
    return `Install only the libraries, e.g. ${asCode(known.slice(0, 2))}.`;
  return `${listOf(known)} ${known.length === 1 ? 'is' : 'are'} enough to run.`;
}

const BUILDS_IN_IT =
  'The image starts nothing of its own: it may be made to build in.';

export const devPackageInFinal = defineRule({
  id: 'dev-package-in-final',
  title: 'Headers of a library are in the final image',
  passing: 'No headers are in the final image',
  category: 'build-separation',
  severity: 'high',
  level: 'gold',
  weight: 5,
  aliases: [],
  docs: {
    what: 'Finds `-dev` and `-devel` packages in the layers of the final image.',
    why: 'Headers and static libraries are only needed to compile. What runs needs the library: `libpq5`, not `libpq-dev` (1.7 MB instead of 14.2 MB on Debian 12).',
    example:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y libpq-dev',
    exceptions:
      'Headers beside a compiler are reported with it. An image that starts nothing and has no source may be made to build in.',
    instead:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 \\\n    && rm -rf /var/lib/apt/lists/*',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    if (shippedCompilers(build).length > 0)
      return notApplicable(
        'Another rule reports the compiler that they serve.',
      );
    if (isMadeToBuildIn(build)) return notApplicable(BUILDS_IN_IT);
    const byLine = new Map<
      number,
      {
        names: string[];
        draft: Draft;
        manager: Parameters<typeof installablePackages>[0];
      }
    >();
    for (const {
      name,
      manager,
      installed,
      removed,
      certainty,
    } of build.packageFate()) {
      const use = packageUse(name);
      const isHeaders = use === 'headers' || PYTHON_HEADERS.test(name);
      if (!isHeaders || removed || certainty === 'maybe') continue;
      const line = installed.range.start.line;
      if (isNeeded(name)) continue;
      const known = byLine.get(line);
      if (known) known.names.push(name);
      else
        byLine.set(line, {
          names: [name],
          manager,
          draft: { message: '', range: installed.range },
        });
    }
    const compiles = compilesItself(target);
    /** protoc reads the .proto files that come with its headers. */
    function isNeeded(name: string): boolean {
      return (
        /^(?:lib)?protobuf-dev(?:el)?$/.test(name) &&
        build
          .packageFate()
          .some(item => /^(?:protoc|protobuf(?:-compiler)?)$/.test(item.name))
      );
    }

    return failWith(
      [...byLine.values()].map(({ names, draft, manager }) => {
        const instead = cure(
          names
            .filter(name => !PYTHON_HEADERS.test(name))
            .map(name => installablePackages(manager, name, target.facts)),
          compiles,
        );
        return {
          ...draft,
          message: fitting(
            ...[names, names.slice(0, 1)].map(
              told =>
                `${listOf(told)}${
                  told.length < names.length
                    ? ` and ${names.length - told.length} more`
                    : ''
                } ${
                  names.length === 1 ? 'is' : 'are'
                } in the final image (line ${
                  draft.range.start.line
                }), and headers are needed only to compile. ${instead}`,
            ),
          ),
        };
      }),
    );
  },
});
