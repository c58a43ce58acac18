import { areContentsKnown } from '../../images';
import {
  installablePackages,
  runtimePackages,
} from '../../contents/buildPackages';
import { defineRule } from '../defineRule';
import { mainCrossings } from './crossings';
import { bringsAlong } from './libraryDependents';
import { isBuiltFromSource } from './sourceBuilds';
import { asCode, atLine } from './words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** Headers whose library a package compiled with them always needs; wheels on PyPI bundle the others. */
const LINKED = new Set(
  'libpq-dev postgresql-dev default-libmysqlclient-dev libmysqlclient-dev libmariadb-dev mariadb-dev mariadb-connector-c-dev unixodbc-dev libsasl2-dev libldap2-dev libldap-dev libxmlsec1-dev libgdal-dev libmemcached-dev freetds-dev libcairo2-dev libgirepository1.0-dev'.split(
    ' ',
  ),
);

/** Library part of a package name, e.g. `libpq5` → `libpq`. */
function stem(name: string): string {
  return name.replace(/(?:-?\d[\w.]*|t64)+$/, '').replace(/-$/, '');
}

export const runtimeLibMissing = defineRule({
  id: 'runtime-lib-missing',
  title: 'A shared library stays in the builder',
  category: 'build-separation',
  severity: 'high',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds packages that are compiled against the headers of a library in the build stage while the image lacks the library itself.',
    why: 'A compiled module such as psycopg2 loads `libpq.so.5` when it is imported; without it the import fails.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nRUN apt-get update && apt-get install -y gcc libpq-dev\n…\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv',
    instead:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 \\\n    && rm -rf /var/lib/apt/lists/*\nCOPY --from=builder /opt/venv /opt/venv',
    exceptions:
      'Packages that come as wheels with the library inside (psycopg[binary]) need neither headers nor library, unless `--no-binary` refuses the wheels.',
  },
  check(build) {
    const { target } = build;
    const carried = mainCrossings(build);
    if (!target || carried.length === 0)
      return notApplicable('No packages are copied from another stage.');
    const facts = target.facts;
    const stages = new Set(carried.map(({ from }) => from));
    const own = build.packageFate().filter(({ removed }) => !removed);
    const findings: Draft[] = [];
    let asked = false;
    for (const index of stages) {
      const state = build.states[index];
      for (const event of state?.packages ?? []) {
        if (event.action !== 'install') continue;
        for (const name of event.names) {
          if (!LINKED.has(name) && !isBuiltFromSource(build, index, name))
            continue;
          asked = true;
          const libraries = runtimePackages(event.manager, name);
          if (libraries.length === 0) continue;
          if (facts?.toolchain) continue;
          if (!areContentsKnown(facts))
            return unknown(
              'Which libraries the base image holds is not known.',
            );
          const stems = libraries.map(stem);
          const there = own.some(
            ({ name: installed }) =>
              installed === name ||
              stems.includes(stem(installed)) ||
              stems.some(part => bringsAlong(installed, part)),
          );
          const copied = target.state.copies.some(
            ({ place, sources }) =>
              target.inChain(place.stage) &&
              sources.some(
                ({ path }) =>
                  path.known &&
                  /\.so|\/lib(?:\/|$)/.test(path.value) &&
                  !/site-packages|python/.test(path.value),
              ),
          );
          if (there || copied || target.doubt) continue;
          const named = installablePackages(event.manager, name, facts);
          const library =
            named.length > 0 ? asCode(named) : `the library of ${name}`;
          findings.push({
            message: `Stage ${build.stageName(
              index,
            )} compiles against ${name} (${atLine(
              event.range,
            )}), but the image lacks ${library}: a module that was built with it cannot be loaded. Install ${
              named.length > 0 ? library : 'it'
            } in the final stage.`,
            range: target.stage.range,
            trace: [
              build.trace(
                event.range,
                `headers of ${name} are there to compile against`,
              ),
              build.trace(
                carried[0].entry.layer.range,
                'the compiled packages are copied, the library is not',
              ),
            ],
          });
        }
      }
    }
    return asked
      ? failWith(findings)
      : notApplicable(
          'Nothing is compiled against a library that has to be installed.',
        );
  },
});
