import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { atLine } from './words';
import { failWith, notApplicable, type Draft } from '../../verdict';

export const wheelsLeftInLayer = defineRule({
  id: 'wheels-left-in-layer',
  title: 'Wheels stay in a layer of the image',
  passing: 'No wheels stay in the image',
  category: 'efficiency',
  severity: 'medium',
  level: 'gold',
  weight: 3,
  aliases: [],
  docs: {
    what: 'Finds wheels that are copied into the image only to be installed from there.',
    why: 'The layer of the COPY ships for ever, also when a later RUN removes the files: every package is in the image twice.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
COPY --from=builder /wheels /wheels
RUN pip install --no-cache-dir /wheels/*.whl && rm -rf /wheels
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim-trixie
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index /wheels/*.whl
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const { fs } = target.state;
    const wheels = [
      ...fs.entries,
      ...fs.removed.map(({ entry }) => entry),
    ].filter(
      ({ content, moves }) => content.kind === 'wheels' && moves.length > 0,
    );
    if (wheels.length === 0)
      return notApplicable('No wheels are copied into the image.');
    const [entry] = wheels;
    const drafts: Draft[] = [
      {
        message: `${
          /\.(?:tar\.gz|zip)$/.test(entry.path) ? 'The source' : 'The wheels in'
        } ${entry.path} ${
          /\.(?:tar\.gz|zip)$/.test(entry.path) ? 'stays' : 'stay'
        } in a layer of the image (${atLine(
          entry.layer.range,
        )}), beside the packages that are installed from it. Mount it for that RUN: \`RUN --mount=type=bind,from=…\`.`,
        range: entry.layer.range,
        trace: [
          build.trace(entry.made.range, 'the wheels are built'),
          build.trace(entry.layer.range, 'this layer keeps them'),
        ],
      },
    ];
    return failWith(drafts);
  },
});
