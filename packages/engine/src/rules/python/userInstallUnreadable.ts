import { dockerfile } from '../dockerfile';
import type { Entry } from '../../contents';
import { isWithin } from '../../contents/paths';
import {
  failWith,
  notApplicable,
  type Draft,
  type TraceStep,
  type Verdict,
  unknown,
} from '../../verdict';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { mainCrossings } from '../../questions/python/crossings';
import {
  closedTo,
  closingOf,
  type Closed,
} from '../../questions/python/ownership';
import { atLine, endOfPath } from './words';

export const userInstallUnreadable = defineRule({
  id: 'user-install-unreadable',
  title: 'Packages are in a directory that the user cannot read',
  passing: 'The user can read the packages',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds packages below `/root`, or behind a `chmod 700`, `mkdir -m 700` or `umask 077`, in an image that runs as another user than their owner.',
    why: '`/root` has the mode 0700: to any other user everything below it does not exist. COPY keeps modes, and what it copies belongs to root.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir --user gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /root/.local /root/.local
ENV PATH="/root/.local/bin:$PATH"
USER 10001
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
USER 10001
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const own = target.state.installs.flatMap(install =>
      target
        .entriesOf(install)
        .filter(({ content }) => content.kind === 'packages'),
    );
    const all = [...mainCrossings(build).map(({ entry }) => entry), ...own];
    const inRoot = all.filter(({ path }) => isWithin(path, '/root'));
    const closed = all.filter(entry => closingOf(build, entry));
    if (inRoot.length === 0 && closed.length === 0)
      return notApplicable(
        'No packages lie in a directory that is closed to others.',
      );
    const root = target.isRoot();
    if (root) return failWith([]);
    const { user } = target.state;
    if (user.name === undefined)
      return unknown(user.reason ?? 'The user is not known.');
    if (inRoot.length > 0) return belowRoot(build, inRoot[0]);
    return behindModes(build, user.name, closed);
  },
});

/** Who runs, and the steps up to that user, for a finding. */
function runner({ target, trace }: Build): {
  name: string;
  steps: TraceStep[];
} {
  const user = target?.state.user;
  const place = user?.place;
  const name = user?.name ?? '';
  return {
    name: place ? `${name} (${atLine(place.range)})` : name,
    steps: place
      ? [trace(place.range, `${name} runs and may not read them`)]
      : [],
  };
}

/** `/root` has the mode 0700. */
function belowRoot(build: Build, entry: Entry): Verdict {
  const { target } = build;
  // somebody opened the directory
  const opened = target?.state.calls.some(
    ({ name, args }) =>
      (name === 'chmod' || name === 'chown') &&
      args.some(({ text }) => text.known && isWithin(text.value, '/root')),
  );
  if (opened) return unknown('The mode or owner of /root is changed.');
  const { name, steps } = runner(build);
  return failWith([
    {
      message: `The packages are in ${endOfPath(entry.path)} (${atLine(
        entry.layer.range,
      )}), but the container runs as ${name}, who cannot read /root. Install into a virtual environment outside /root, e.g. /opt/venv.`,
      range: entry.layer.range,
      trace: [
        build.trace(entry.made.range, 'the packages are installed below /root'),
        build.trace(entry.layer.range, 'they reach the image there'),
        ...steps,
      ],
    },
  ]);
}

function behindModes(
  build: Build,
  user: string,
  entries: readonly Entry[],
): Verdict {
  let doubt = false;
  for (const entry of entries) {
    const closed = closedTo(build, user, entry);
    if (closed === 'unknown') doubt = true;
    else if (closed) return failWith([modeFinding(build, user, closed)]);
  }
  return doubt
    ? unknown('Who owns the packages, which others may not read, is not known.')
    : failWith([]);
}

function modeFinding(
  build: Build,
  user: string,
  { entry, by, owner }: Closed,
): Draft {
  const { name, steps } = runner(build);
  return {
    message: `The packages in ${entry.path} (${atLine(
      entry.layer.range,
    )}) belong to ${owner}, and \`${by.by}\` (${atLine(
      by.place.range,
    )}) denies access to everyone else, but the container runs as ${name}. Keep the mode, or change the owner: \`--chown=${user}\`.`,
    range: entry.layer.range,
    trace: [
      build.trace(by.place.range, `\`${by.by}\` removes the access of others`),
      build.trace(entry.layer.range, `they belong to ${owner} in the image`),
      ...steps,
    ],
  };
}
