import { failWith, notApplicable, type Draft } from '../../verdict';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';

export const outputFolderMissing = defineRule({
  id: 'output-folder-missing',
  title: 'A RUN writes into a folder that is not there',
  passing: 'The folders that RUN writes into are there',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds commands and redirections that write into a folder that the base image does not have and that nothing makes before them.',
    why: 'The build stops at that line: "No such file or directory". `cp`, `curl -o`, `wget -O`, `tar -C`, compilers and the shell do not make the folder of their output.',
    example:
      'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY tool.tar.gz /tmp/\nRUN tar -xzf /tmp/tool.tar.gz -C /opt/tool',
    instead:
      'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY tool.tar.gz /tmp/\nRUN mkdir -p /opt/tool && tar -xzf /tmp/tool.tar.gz -C /opt/tool',
    exceptions:
      'Below folders of the operating system and below what a command that is not followed may have written, nothing is said.',
  },
  check({ stages, states, target }) {
    if (!target) return notApplicable('There is no final stage.');
    const findings: Draft[] = [];
    for (const stage of stages) {
      if (!stage.reachable && !target.inChain(stage.index)) continue;
      const seen = new Set<string>();
      for (const { folder, command, step } of states[stage.index]
        ?.missingFolders ?? []) {
        // the first of them stops the build
        if (seen.has(folder)) continue;
        seen.add(folder);
        findings.push({
          message: `\`${command}\` (${atLine(
            step.range,
          )}) writes into ${folder}, which is not there, so the build stops. Run \`mkdir -p ${folder}\` first.`,
          range: step.range,
        });
      }
    }
    return findings.length === 0
      ? notApplicable('No RUN writes into a folder that is not there.')
      : failWith(findings);
  },
});
