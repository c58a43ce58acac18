import type { Entry, Install } from '../../contents';
import type { Build } from '../../questions/build';
import { baseName } from '../../contents/paths';
import { isPythonScriptName } from '../../questions/targetImage';
import { failWith, notApplicable, type Verdict, unknown } from '../../verdict';
import {
  crossings,
  imageRuntime,
  isPythonProgram,
} from '../../questions/python/crossings';
import { isImportable } from '../../questions/python/importPath';
import { atLine, startClause, fitting, endOfPath } from './words';

/** python-minor-mismatch reports it, and its fix is another one. */
function isOfOtherMinor(build: Build, { runtime }: Install): boolean {
  const own = imageRuntime(build)?.minor;
  return (
    own !== undefined && runtime.minor !== undefined && own !== runtime.minor
  );
}

/** Packages of one kind of install that stand in the image where its Python does not look. */
export function judgeImportability(
  build: Build,
  scheme: Install['target']['scheme'],
  cure: (path: string) => string,
  concerns: (entry: Entry) => boolean = () => true,
): Verdict {
  const { target } = build;
  if (!target) return notApplicable('There is no final stage.');
  const own = target.state.installs
    .filter(install => install.target.scheme === scheme)
    .flatMap(install => target.entriesOf(install));
  const entries = [
    ...crossings(build).map(({ entry }) => entry),
    ...own,
  ].filter(
    entry =>
      entry.content.kind === 'packages' &&
      entry.content.install.target.scheme === scheme &&
      !isOfOtherMinor(build, entry.content.install) &&
      concerns(entry),
  );
  if (entries.length === 0)
    return notApplicable(`No packages are installed with --${scheme}.`);
  if (target.runsPython() === false)
    return notApplicable('The final image does not run Python.');
  const verdicts = entries.map(entry => ({
    entry,
    importable: isImportable(build, entry),
  }));
  const hidden = verdicts.filter(({ importable }) => importable === false);
  if (
    hidden.length === 0 ||
    verdicts.some(({ importable }) => importable === true)
  ) {
    return verdicts.some(({ importable }) => importable === undefined) &&
      hidden.length === 0
      ? unknown(
          'Where the Python of the image looks for packages is not known.',
        )
      : failWith([]);
  }
  const starts = target.launches.find(
    ({ program, certainty }) =>
      certainty === 'sure' &&
      (isPythonProgram(program) || isPythonScriptName(baseName(program))),
  );
  if (!starts)
    return unknown(
      `${
        target.startup.unknown ?? 'What the container starts is not Python'
      }; it may set PYTHONPATH.`,
    );
  if (target.doubt) return unknown(`${target.doubt}.`);
  const [{ entry }] = hidden;
  return failWith([
    {
      message: fitting(
        `The packages are in ${entry.path} (${atLine(
          entry.layer.range,
        )}), where the Python of the image does not look, so ${startClause(
          build,
        )}. ${cure(entry.path)}`,
        `The packages are in ${entry.path} (${atLine(
          entry.layer.range,
        )}), where the Python of the image does not look. ${cure(entry.path)}`,
        `The packages are in ${endOfPath(entry.path)} (${atLine(
          entry.layer.range,
        )}), where the Python of the image does not look. ${cure(entry.path)}`,
      ),
      range: entry.layer.range,
      trace: [
        build.trace(
          entry.made.range,
          scheme === 'user'
            ? 'installed for the user'
            : `installed with --${scheme}`,
        ),
        build.trace(
          entry.layer.range,
          `they are in ${entry.path} of the image`,
        ),
        ...target.launches
          .slice(0, 1)
          .map(launch =>
            build.trace(
              launch.range,
              'starts a Python that does not search there',
            ),
          ),
      ],
    },
  ]);
}
