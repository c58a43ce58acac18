import { defineRule } from '../defineRule';
import { failWith, notApplicable, unknown } from '../../verdict';

export const updateBotMissing = defineRule({
  id: 'update-bot-missing',
  title: 'Nothing keeps the base image fresh',
  passing: 'Renovate or Dependabot keeps the base image fresh',
  category: 'operability',
  severity: 'medium',
  level: 'gold',
  weight: 2,
  aliases: [],
  docs: {
    what: 'Looks for Renovate or Dependabot in the repository.',
    why: 'A pinned tag is only as good as who moves it. Without a bot it stays until somebody remembers.',
    example: 'FROM python:3.14-slim-trixie',
    instead: '# renovate.json\n{ "extends": ["config:recommended"] }',
  },
  check(build) {
    const { hasUpdateBot } = build.files.context;
    const first = build.stages.find(({ base }) => base.kind === 'image');
    if (!first) return notApplicable('No base image is used.');
    if (hasUpdateBot === undefined)
      return unknown('Whether Renovate or Dependabot is set up is not known.');
    return hasUpdateBot
      ? failWith([])
      : failWith([
          {
            message:
              'Neither Renovate nor Dependabot is set up in the repository, so nothing moves this tag when a new one is out. Add a renovate.json or .github/dependabot.yml.',
            range: first.baseRange,
          },
        ]);
  },
});
