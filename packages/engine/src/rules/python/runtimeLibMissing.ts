import { dockerfile } from '../dockerfile';
import { areContentsKnown } from '../../images';
import {
  installablePackages,
  runtimePackages,
} from '../../questions/buildPackages';
import { defineRule } from '../defineRule';
import { mainCrossings } from '../../questions/python/crossings';
import { bringsAlong } from '../../questions/python/systemLibraries';
import { isBuiltFromSource } from '../../questions/python/sourceBuilds';
import { asCode, atLine } from './words';
import {
  failWith,
  notApplicable,
  unknown,
  type Draft,
  type Range,
  type Verdict,
} from '../../verdict';
import type { Build } from '../../questions/build';
import { judgeWheelLibraries } from './missingWheelLibraries';

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

/** A stage whose compiled packages come into the image, as a directory or as wheels, and where they do. */
interface Carrier {
  from: number;
  range: Range;
}

function carriersOf(build: Build): Carrier[] {
  const { target } = build;
  const copied = mainCrossings(build).map(({ from, entry }) => ({
    from,
    range: entry.layer.range,
  }));
  if (!target || target.ownInstalls().length === 0) return copied;
  const wheels = target.state.fs.entries.flatMap(({ content, made, layer }) =>
    content.kind === 'wheels' && !target.inChain(made.stage)
      ? [{ from: made.stage, range: layer.range }]
      : [],
  );
  // `RUN --mount=type=bind,from=build …`: the wheels are gone again when the RUN ends
  const mounted = target.stage.references.flatMap(({ via, source, range }) =>
    via === 'mount' &&
    source.kind === 'stage' &&
    build
      .installsIn(source.stage)
      .some(install => install.target.scheme === 'wheels')
      ? [{ from: source.stage, range }]
      : [],
  );
  return [...copied, ...wheels, ...mounted];
}

/** Judges packages that a build stage compiles against the headers of a library. */
function judgeHeaders(build: Build): Verdict {
  const { target } = build;
  const carriers = carriersOf(build);
  if (!target || carriers.length === 0)
    return notApplicable('No packages are copied from another stage.');
  const facts = target.facts;
  const stages = new Set(carriers.map(({ from }) => from));
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
          return unknown('Which libraries the base image holds is not known.');
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
          )}), but the final image lacks ${library}: modules that were built with it cannot be loaded. Install ${
            named.length > 0
              ? library
              : `its runtime package (${asCode(libraries)} on Debian 12)`
          } in the final stage.`,
          range: target.stage.range,
          trace: [
            build.trace(
              event.range,
              `headers of ${name} are there to compile against`,
            ),
            build.trace(
              carriers[0].range,
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
}

export const runtimeLibMissing = defineRule({
  id: 'runtime-lib-missing',
  title: 'A shared library is missing in the image',
  passing: 'The shared libraries that packages need are in the image',
  category: 'build-separation',
  severity: 'high',
  consequence: 'may-not-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds packages that are compiled against the headers of a library in the build stage while the image lacks the library itself, and packages whose wheels call a library of the system, such as `opencv-python`.',
    why: 'A compiled module such as psycopg2 loads `libpq.so.5` when it is imported; without it the import fails.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2==2.9.11

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY my_service/ ./my_service/
CMD ["/opt/venv/bin/python", "-m", "my_service"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir psycopg2==2.9.11

FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
COPY my_service/ ./my_service/
CMD ["/opt/venv/bin/python", "-m", "my_service"]
`,
    exceptions:
      'Packages that come as wheels with the library inside (psycopg[binary]) need neither headers nor library, unless `--no-binary` refuses the wheels.',
  },
  check(build) {
    const wheels = judgeWheelLibraries(build);
    const headers = judgeHeaders(build);
    if (!wheels) return headers;
    if (!('drafts' in wheels))
      return headers.state === 'fail' ? headers : wheels;
    const drafts = [
      ...(headers.state === 'fail' ? headers.findings : []),
      ...wheels.drafts,
    ];
    return drafts.length === 0 && headers.state === 'unknown'
      ? headers
      : failWith(drafts);
  },
});
