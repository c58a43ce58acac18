import { dockerfile } from '../dockerfile';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { imageRuntime, mainCrossings } from '../../questions/python/crossings';
import { failWith, notApplicable } from '../../verdict';

/** A digest never moves, whatever the tag beside it says. */
function isPinned(build: Build, index: number): boolean {
  const { base } = build.bottomOf(build.stages[index]);
  return base.kind === 'image' && base.reference.includes('@');
}

export const pythonMinorUnknown = defineRule({
  id: 'python-minor-unknown',
  title:
    'The Python version is not pinned while packages are copied between stages',
  passing: 'The Python version is pinned',
  category: 'base-image',
  severity: 'medium',
  level: 'gold',
  weight: 3,
  aliases: [],
  docs: {
    what: 'Finds packages that are copied between two stages when one of them does not pin its Python minor (`python:slim`, `python:3`, `latest`).',
    why: 'On the day of the next Python release one side moves, and the packages no longer work.',
    example: dockerfile`
FROM python:slim AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
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
  },
  check(build) {
    const { target } = build;
    const carried = mainCrossings(build).filter(
      ({ runtime }) =>
        runtime.vendor !== 'conda' && runtime.vendor !== 'managed',
    );
    if (!target || carried.length === 0)
      return notApplicable('No packages are copied from another stage.');
    const own = imageRuntime(build);
    for (const { runtime, from, entry } of carried) {
      const floating = [
        ...(runtime.floats ? [from] : []),
        ...(own?.floats ? [target.stage.index] : []),
      ].find(index => !isPinned(build, index));
      if (floating === undefined) continue;
      // two stages on the very same tag are pulled together
      const bases = [from, target.stage.index].map(index => {
        const { base } = build.bottomOf(build.stages[index]);
        return base.kind === 'image' ? base.reference : undefined;
      });
      if (bases[0] !== undefined && bases[0] === bases[1]) continue;
      const stage = build.bottomOf(build.stages[floating]);
      return failWith([
        {
          message: `Stage ${build.stageName(
            floating,
          )} does not pin its Python (line ${
            stage.range.start.line
          }), and packages are copied between it and another image: they break at the next Python release. Pin it in both, e.g. \`python:3.14-slim-trixie\`.`,
          range: stage.baseRange,
          trace: [
            build.trace(stage.baseRange, 'this tag moves to the next Python'),
            build.trace(entry.layer.range, 'packages are copied here'),
          ],
        },
      ]);
    }
    return failWith([]);
  },
});
