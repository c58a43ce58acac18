import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { MarkdownContent } from '@backstage/core-components';

const content = `
- **[Dockerfile scorecards](/dockerfile-scorecard)**: every service, its level, and what to do first
- **[Create a service](/create)**: a Python service whose image builds, runs and scores Gold
- **[Catalog](/)**: open a service and its *Dockerfile* tab

This portal runs on a sample organisation in the folder \`examples\`.
`;

const gettingStartedWidget = HomePageWidgetBlueprint.make({
  name: 'getting-started',
  params: {
    name: 'GettingStarted',
    title: 'Where to start',
    description: 'The pages of this portal to look at first',
    components: async () => ({
      Content: () => <MarkdownContent content={content} />,
    }),
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [gettingStartedWidget],
});
