import { installablePackages, packageUse } from '../../questions/buildPackages';
import type { Build } from '../../questions/build';
import type { Edit } from '../../verdict';
import { insertBefore, removeLines, replace } from '../edits';
import { BUILD_ONLY, installCommand } from '../rewrite/systemPackages';
import type { FixMaker } from '../types';
import { callsIn, isPlainWord, withoutPart } from './commands';
import { lineBefore, runAt } from './places';

/** Commands that compile nothing, nor start a script that may. */
const HARMLESS =
  /^(?:apt-get|apt|apk|dnf|microdnf|yum|rm|mkdir|useradd|adduser|groupadd|addgroup|usermod|chown|chgrp|chmod|ln|echo|printf|set|cd|true|touch|locale-gen|update-locale|update-ca-certificates|ldconfig|find)$/;

/** A JDK brings the JRE that the service needs. */
const JAVA = /^(?:openjdk|java|default-jdk)/;

/** Whether other stages compile what the image needs, and nothing in its own layers can. */
function compilesNothing({ target }: Build): boolean {
  return (
    target !== undefined &&
    target.feeders().size > target.stage.chain.length &&
    target.startup.unknown === undefined &&
    target.launches.length > 0 &&
    target.state.opaque.length === 0 &&
    target.state.calls.every(
      ({ name, place }) => !target.inChain(place.stage) || HARMLESS.test(name),
    )
  );
}

/** Installs libraries where headers and compilers are installed, and nothing is compiled. */
export const runtimeOnly: FixMaker = (build, finding) => {
  const { target } = build;
  const run = runAt(build, finding);
  if (!target || !run || !compilesNothing(build)) return [];
  const calls = callsIn(build, run);
  const events = target.state.packages.filter(
    ({ action, range }) =>
      action === 'install' && calls.some(({ step }) => step.range === range),
  );
  const names = new Set(events.flatMap(event => event.names));
  const present = new Set(target.state.packages.flatMap(event => event.names));
  const added = new Set<string>();
  const edits: Edit[] = [];
  let kept = 0;
  for (const word of calls.flatMap(({ args }) => args)) {
    const name = word.raw;
    if (!names.has(name)) continue;
    if (packageUse(name) === 'other' || JAVA.test(name)) {
      kept++;
      continue;
    }
    if (!isPlainWord(build, word)) return [];
    const libraries = installablePackages(
      events[0].manager,
      name,
      target.facts,
    );
    if (
      libraries.length === 0 &&
      packageUse(name) === 'headers' &&
      !BUILD_ONLY.test(name)
    )
      return [];
    const missing = libraries.filter(
      library => !present.has(library) && !added.has(library),
    );
    for (const library of missing) added.add(library);
    edits.push(
      missing.length > 0
        ? replace(word.range, missing.join(' '))
        : withoutPart(build, word.range),
    );
  }
  if (edits.length === 0) return [];
  const isEmpty = kept === 0 && added.size === 0;
  const onlyInstalls = calls.every(({ name }) =>
    /^(?:apt-get|apt|apk|dnf|microdnf|yum|rm|set)$/.test(name),
  );
  if (isEmpty && !onlyInstalls) return [];
  return [
    {
      title:
        added.size > 0
          ? `Install ${[...added].slice(0, 3).join(', ')} instead of headers`
          : 'Install no headers and compilers',
      safety: 'review',
      reason: 'Nothing is compiled in the final stage.',
      edits: isEmpty
        ? [removeLines(run.syntax.startLine, run.syntax.endLine)]
        : edits,
    },
  ];
};

/** Installs the library that a build stage compiles against. */
export const runtimeLibrary: FixMaker = (build, { trace: [made] }) => {
  const { target, syntax } = build;
  const event = build.states
    .flatMap(state => state?.packages ?? [])
    .find(
      ({ action, range }) =>
        action === 'install' && range.start.line === made?.range.start.line,
    );
  const line = lineBefore(build, [
    'ADD',
    'CMD',
    'COPY',
    'ENTRYPOINT',
    'RUN',
    'USER',
  ]);
  if (!target || !event || line === undefined) return [];
  const names = [
    ...new Set(
      event.names.flatMap(name =>
        installablePackages(event.manager, name, target.facts),
      ),
    ),
  ];
  const command = installCommand(event.manager, names);
  if (command === undefined || target.facts?.packageManager === null) return [];
  return [
    {
      title: `Install ${names.slice(0, 3).join(', ')} in the final stage`,
      safety: 'safe',
      reason: 'The packages were compiled against it.',
      edits: [insertBefore(syntax, line, command.split('\n'))],
    },
  ];
};
