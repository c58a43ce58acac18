import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const ACTION = 'dockerfile-scorecard:check';

export const examples: TemplateExample[] = [
  {
    description: 'Publish only what is gold',
    example: stringify({
      steps: [
        {
          id: 'checkDockerfile',
          name: 'Check the Dockerfile',
          action: ACTION,
          input: { level: 'gold' },
        },
      ],
    }),
  },
  {
    description: 'Ask for a score, for one Dockerfile in a folder',
    example: stringify({
      steps: [
        {
          id: 'checkDockerfile',
          name: 'Check the Dockerfile',
          action: ACTION,
          input: {
            path: './services/orders',
            dockerfile: 'Dockerfile',
            minScore: 90,
          },
        },
      ],
    }),
  },
  {
    description: 'Tell the level without asking for one',
    example: stringify({
      steps: [
        {
          id: 'checkDockerfile',
          name: 'Look at the Dockerfile',
          action: ACTION,
          input: { profile: 'all' },
        },
      ],
      output: {
        text: [
          {
            title: 'Dockerfile',
            content:
              'Level ${{ steps.checkDockerfile.output.level }}, score ${{ steps.checkDockerfile.output.score }}',
          },
        ],
      },
    }),
  },
];
