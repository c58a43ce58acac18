import type { Entry } from '../../contents';
import { isWithin } from '../../contents/paths';
import { installsOnlyTools } from '../../contents/python/requirements';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { environmentOfLaunch } from '../../questions/python/crossings';
import { judgeImportability } from './importability';
import { userBase } from '../../questions/python/importPath';
import { notApplicable } from '../../verdict';

/** Packages that do not depend on who runs stand in the image too. */
function hasOtherPackages({ target }: Build): boolean {
  return (target?.state.fs.entries ?? []).some(
    ({ content }) =>
      content.kind === 'packages' &&
      content.install.target.scheme !== 'user' &&
      !installsOnlyTools(content.install),
  );
}

function hasUserPackages({ target }: Build): boolean {
  return (target?.state.fs.entries ?? []).some(
    ({ content }) =>
      content.kind === 'packages' && content.install.target.scheme === 'user',
  );
}

/** What another user may not even read is told of by `user-install-unreadable`. */
function isClosed({ target }: Build, { path }: Entry): boolean {
  return isWithin(path, '/root') && target?.isRoot() !== true;
}

function isTool({ content }: Entry): boolean {
  return content.kind === 'packages' && installsOnlyTools(content.install);
}

/** The directory below which `lib/pythonX.Y/site-packages` lies. */
function baseOf(packages: string): string {
  return packages.replace(/\/lib\/python[^/]*\/site-packages$/, '');
}

export const userBaseNotSearched = defineRule({
  id: 'user-base-not-searched',
  title: "Python does not look into another user's packages",
  passing: "Python looks into the user's packages",
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds packages of `pip install --user` that are in the image, but not below the `PYTHONUSERBASE` or `HOME` of the user who runs.',
    why: 'Python looks into `$PYTHONUSERBASE`, or else `~/.local` of the user who starts it. `ENV` of a build stage does not carry over, and another `USER` has another home.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nENV PYTHONUSERBASE=/opt/packages\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir --user -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/packages /opt/packages\nCOPY app.py ./\nCMD ["python", "-m", "app"]',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nENV PYTHONUSERBASE=/opt/packages\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir --user -r requirements.txt\n\nFROM python:3.14-slim-trixie\nENV PYTHONUSERBASE=/opt/packages\nCOPY --from=builder /opt/packages /opt/packages\nCOPY app.py ./\nCMD ["python", "-m", "app"]',
    exceptions:
      'A user whose home directory is not in the Dockerfile is not judged.',
  },
  check(build) {
    const { target } = build;
    if (!hasUserPackages(build))
      return notApplicable('No packages are installed with --user.');
    const other =
      hasOtherPackages(build) ||
      target?.launches.some(launch => environmentOfLaunch(build, launch));
    if (other)
      return notApplicable(
        'The packages of the image do not depend on the user who runs.',
      );
    const searched = userBase(build);
    return judgeImportability(
      build,
      'user',
      path =>
        `For ${
          target?.state.user.name ?? 'this user'
        } it looks into ${searched}: add \`ENV PYTHONUSERBASE=${baseOf(
          path,
        )}\`, or use a virtual environment.`,
      entry => !isClosed(build, entry) && !isTool(entry),
    );
  },
});
