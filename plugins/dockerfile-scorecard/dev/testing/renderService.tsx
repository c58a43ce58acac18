import type { ReactElement } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { DockerfileScorecardApi } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../src/api';
import { sampleRules } from '../samples';
import { CurrentUrl } from './CurrentUrl';

/** An API that knows the sample rules and nothing else. */
export function fakeApi(
  parts: Partial<DockerfileScorecardApi> = {},
): DockerfileScorecardApi {
  const notExpected = async () => {
    throw new Error('not expected in this test');
  };
  return {
    listScorecards: notExpected,
    getScorecard: notExpected,
    listFixes: async () => ({ items: [] }),
    requestScan: notExpected,
    getScans: notExpected,
    listRules: async () => ({ items: sampleRules }),
    ...parts,
  };
}

interface RenderOptions {
  api: DockerfileScorecardApi;
  entityRef?: string;
  /** Path and query at which the page is opened. */
  url?: string;
}

/** Renders something that belongs on the page of a service. */
export function renderService(element: ReactElement, options: RenderOptions) {
  const {
    api,
    entityRef = 'component:default/orders-api',
    url = '/',
  } = options;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { namespace, name },
        spec: { type: 'service' },
      }}
    >
      {element}
      <CurrentUrl />
    </EntityProvider>,
    {
      apis: [[dockerfileScorecardApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [url],
    },
  );
}
