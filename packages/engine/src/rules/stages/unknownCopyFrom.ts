import { isOfficialName } from '../../facts/officialImages';
import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

const STAGE_LIKE =
  /^(?:build|builder|base|deps|dependencies|compile|compiler|install|installer|frontend|backend|assets|python|wheels?|venv|packages?|stage\d*|prod|production|runtime|final|release|test|dev|app)(?:[-_].*)?$/i;

/** Number of edits between two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length];
}

export const unknownCopyFrom = defineRule({
  id: 'unknown-copy-from',
  title: 'COPY --from names no stage',
  passing: 'COPY --from names a stage or an image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 6,
  aliases: ['DL3022'],
  docs: {
    what: 'Finds a `--from` that is the name or number of no stage and plainly not the name of an image.',
    why: 'BuildKit takes an unknown name for an image and tries to pull it: the build stops with "pull access denied".',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=build /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    exceptions:
      'Names of images and of additional build contexts (`docker build --build-context name=…`) are fine.',
  },
  check(build) {
    const names = build.stages.flatMap(({ name }) => (name ? [name] : []));
    const findings: Draft[] = build.graph.problems
      .filter(({ code }) => code === 'invalid-from-reference')
      .map(({ message, range }) => ({ message, range }));
    let doubt: string | undefined;
    let asked = false;
    for (const { references } of build.stages) {
      for (const { via, source, range } of references) {
        if (via === 'from' || source.kind === 'context') continue;
        asked = true;
        if (source.kind !== 'image') continue;
        const { reference } = source;
        if (/[/:@.]/.test(reference) || isOfficialName(reference.toLowerCase()))
          continue;
        const near = names.find(
          name =>
            distance(name.toLowerCase(), reference.toLowerCase()) <= 2 ||
            name.toLowerCase().startsWith(reference.toLowerCase()) ||
            reference.toLowerCase().startsWith(name.toLowerCase()),
        );
        if (!near && !STAGE_LIKE.test(reference) && !/^\d+$/.test(reference)) {
          doubt ??= reference;
          continue;
        }
        findings.push({
          message: `\`--from=${reference}\` names no stage of this file, so BuildKit tries to pull an image "${reference}" and the build stops.${
            near
              ? ` Did you mean \`${near}\`?`
              : ` The stages are ${
                  names.map(name => `\`${name}\``).join(', ') || 'unnamed'
                }.`
          }`,
          range,
        });
      }
    }
    if (!asked)
      return notApplicable('Nothing is copied from a stage or an image.');
    return findings.length === 0 && doubt
      ? unknown(`"${doubt}" may be an image or an additional build context.`)
      : failWith(findings);
  },
});
