import { ownCopies } from '../python/lostInstalls';
import { imageRuntime } from '../python/crossings';
import { defineRule, failWith, notApplicable, type Draft } from '../defineRule';

export const copiesInterpreter = defineRule({
  id: 'copies-interpreter',
  title: 'The interpreter is copied over the one that is there',
  category: 'efficiency',
  severity: 'low',
  weight: 1,
  aliases: [],
  docs: {
    what: 'Finds `COPY --from` of all of `/usr/local` into an image that already has that Python.',
    why: 'The whole standard library is in the image twice, once in the base and once in the new layer.',
    example:
      'FROM python:3.14-slim-trixie\nCOPY --from=builder /usr/local /usr/local',
    instead:
      'FROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv',
  },
  check(build) {
    const copies = ownCopies(build).filter(({ from }) => from.kind === 'stage');
    const own = imageRuntime(build);
    if (copies.length === 0 || !own)
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
          message: `${path.value} holds the interpreter and its standard library, which the base image brings already: they ship twice. Copy only a virtual environment.`,
          range,
        });
      }
    }
    return failWith(findings);
  },
});
