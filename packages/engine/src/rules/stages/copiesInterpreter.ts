import { dockerfile } from '../dockerfile';
import { areContentsKnown } from '../../images';
import { directoryOf, isWithin } from '../../contents/paths';
import type { Entry, PythonRuntime } from '../../contents';
import type { Launch } from '../../questions/start/launch';
import {
  isPythonScriptName,
  type TargetImage,
} from '../../questions/targetImage';
import type { Build } from '../../questions/build';
import { ownCopies } from '../../questions/python/lostInstalls';
import {
  environmentOfLaunch,
  imageRuntime,
  isPythonProgram,
} from '../../questions/python/crossings';
import { atLine, imageName, launchText } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

/** The official Python, copied to the same place of an image that is made without it. */
function strangerOf(
  target: TargetImage,
): { entry: Entry; runtime: PythonRuntime } | undefined {
  for (const entry of target.state.fs.entries) {
    const { content, path } = entry;
    if (
      content.kind === 'interpreter' &&
      content.runtime.vendor === 'official' &&
      content.runtime.path === path
    )
      return { entry, runtime: content.runtime };
  }
  return undefined;
}

/** Whether something may bring the modules that Python itself needs. */
function mayHaveLibrary(target: TargetImage, library: string): boolean {
  const { facts, state, doubt } = target;
  if (!areContentsKnown(facts) || doubt) return true;
  if (facts.interpreter?.language === 'python' || state.fs.taintOver(library))
    return true;
  return state.copies.some(
    ({ place, sources }) =>
      target.inChain(place.stage) &&
      sources.some(
        ({ path }) =>
          !path.known ||
          isWithin(library, path.value) ||
          (isWithin(path.value, library) &&
            !isWithin(path.value, `${library}/site-packages`)),
      ),
  );
}

function startsWith(
  build: Build,
  launch: Launch,
  { path }: Pick<Entry, 'path'>,
): boolean {
  const { target } = build;
  if (!target || launch.certainty !== 'sure') return false;
  const used = environmentOfLaunch(build, launch);
  if (used) return used.environment.runtime.path === path;
  if (isPythonProgram(launch.program)) {
    const found = target.python(launch.program);
    return found.kind === 'runtime' && found.runtime.path === path;
  }
  return (
    isPythonScriptName(launch.program) &&
    target.onPath(directoryOf(path)) === true &&
    target.state.fs.entries.some(
      ({ content, path: at }) =>
        content.kind === 'scripts' && at === directoryOf(path),
    )
  );
}

/** A Python without its standard library, which ends as soon as it starts. */
function strangers(build: Build): Draft[] {
  const { target } = build;
  const stranger = target && strangerOf(target);
  if (!target || !stranger) return [];
  const { entry, runtime } = stranger;
  const library = `${runtime.prefix}/lib/python${runtime.minor ?? '3'}`;
  const start = target.launches.find(launch =>
    startsWith(build, launch, entry),
  );
  if (!start || mayHaveLibrary(target, library)) return [];
  return [
    {
      message: `${entry.path} is copied (${atLine(
        entry.layer.range,
      )}) onto ${imageName(
        target.facts?.reference.text ?? 'an image without Python',
      )}, but its standard library ${library} is not, so \`${launchText(
        start,
      )}\` cannot start. Start from the Python image of the builder, and copy only the packages.`,
      range: entry.layer.range,
      severity: 'critical',
      trace: [
        build.trace(entry.layer.range, 'the interpreter is copied'),
        build.trace(target.stage.range, `has no ${library}`),
      ],
    },
  ];
}

export const copiesInterpreter = defineRule({
  id: 'copies-interpreter',
  title: 'The interpreter is copied from the builder',
  passing: 'The interpreter comes from the base image',
  category: 'efficiency',
  severity: 'low',
  consequence: 'may-not-start',
  weight: 1,
  aliases: [],
  docs: {
    what: 'Finds `COPY --from` of all of `/usr/local` into an image that already has that Python, and of `/usr/local/bin` into one that has none.',
    why: 'The whole standard library is in the image twice, once in the base and once in the new layer. A Python without its standard library cannot start at all, which is critical.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /usr/local /usr/local
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
  },
  check(build) {
    const copies = ownCopies(build).filter(({ from }) => from.kind === 'stage');
    const own = imageRuntime(build);
    const broken = strangers(build);
    if (broken.length > 0) return failWith(broken);
    const isBrought =
      own !== undefined && build.target?.facts?.interpreter?.path === own.path;
    if (copies.length === 0 || !isBrought)
      return notApplicable('No interpreter is copied onto another.');
    const prefix = own.prefix;
    const doubled = new Set([
      prefix,
      `${prefix}/lib`,
      `${prefix}/lib/python${own.minor ?? '3'}`,
    ]);
    const findings: Draft[] = [];
    for (const { from, sources } of copies) {
      for (const { path, range } of sources) {
        if (
          !path.known ||
          !doubled.has(path.value) ||
          prefix === '/usr' ||
          from.kind !== 'stage'
        )
          continue;
        const image = build.states[from.stage]?.image;
        if (
          image?.interpreter?.language !== 'python' ||
          image.interpreter.path !== own.path
        )
          continue;
        findings.push({
          message: `${path.value} holds the interpreter and its standard library, which the base image already has: they are in the image twice. Copy only a virtual environment.`,
          range,
        });
      }
    }
    return failWith(findings);
  },
});
