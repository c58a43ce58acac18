import { imageName } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const shellNeededButAbsent = defineRule({
  id: 'shell-needed-but-absent',
  title: 'A shell is needed where there is none',
  passing: 'There is a shell where one is needed',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build-or-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds RUN, and CMD, ENTRYPOINT or HEALTHCHECK in shell form, on an image without `/bin/sh`: distroless, hardened, chiselled, scratch.',
    why: 'Docker runs the shell form through `/bin/sh -c`. Without it the build or the start stops: "exec: /bin/sh: no such file or directory".',
    example:
      'FROM gcr.io/distroless/python3-debian13:nonroot\nENTRYPOINT python3 -m app',
    instead:
      'FROM gcr.io/distroless/python3-debian13:nonroot\nENTRYPOINT ["python3", "-m", "app"]',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const findings: Draft[] = [];
    let asked = false;
    for (const stage of build.stages) {
      const state = build.states[stage.index];
      if (!state || (!stage.reachable && stage.index !== target.stage.index))
        continue;
      const isTarget = stage.index === target.stage.index;
      const shellForms = stage.instructions.filter(
        ({ instruction }) =>
          instruction.kind === 'RUN' &&
          instruction.form === 'shell' &&
          state.shell[0] !== undefined &&
          /^\/(?:usr\/)?bin\/(?:sh|bash|ash)$/.test(state.shell[0]),
      );
      const starts = isTarget
        ? [state.entrypoint, state.command, state.healthcheck].flatMap(start =>
            start?.line.form === 'shell' &&
            /^\/(?:usr\/)?bin\/(?:sh|bash|ash)$/.test(start.shell[0] ?? '')
              ? [start.place.range]
              : [],
          )
        : [];
      const needs = [
        ...shellForms.map(({ instruction }) => instruction.syntax.range),
        ...starts,
      ];
      if (needs.length === 0) continue;
      asked = true;
      if (state.image?.shell === undefined) {
        if (isTarget && findings.length === 0) continue;
        continue;
      }
      if (state.image.shell) continue;
      const shell = state.fs.holds('/bin/sh');
      if (
        shell.state === 'present' ||
        state.fs.entries.some(
          ({ path, content }) =>
            /(?:^|\/)(?:sh|busybox)$/.test(path) ||
            (path === '/' && content.kind !== 'directory') ||
            path === '/bin',
        )
      )
        continue;
      if (shell.state === 'unknown')
        return unknown(
          `Whether /bin/sh is there is not known: ${shell.reason}.`,
        );
      for (const range of needs) {
        findings.push({
          message: `This needs /bin/sh, which ${imageName(
            state.image.reference.text,
          )} does not have. ${
            starts.includes(range)
              ? 'Write the command in exec form: ["program", "argument"].'
              : 'Do this in a build stage and copy the result.'
          }`,
          range,
          trace: [
            build.trace(
              build.bottomOf(stage).baseRange,
              'an image without a shell',
            ),
          ],
        });
      }
    }
    return asked ? failWith(findings) : notApplicable('Nothing needs a shell.');
  },
});
