import { Content, Header, Page } from '@backstage/core-components';
import { FleetContent } from '../components/Fleet';

/** The fleet in the old frontend system, where a page brings its own header. */
export function LegacyFleetPage() {
  return (
    <Page themeId="tool">
      <Header title="Dockerfile scorecards" />
      <Content>
        <FleetContent />
      </Content>
    </Page>
  );
}
