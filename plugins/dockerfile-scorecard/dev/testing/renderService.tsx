import type { ReactElement } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type {
  DockerfileScorecardApi,
  DockerfileScorecardFleetApi,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { InMemoryScorecards } from '../InMemoryScorecards';
import { dockerfileScorecardApiRef } from '../../src/api';
import { rootRouteRef, templateRouteRef } from '../../src/routes';
import { sampleRules } from '../samples';
import { CurrentUrl } from './CurrentUrl';

const FIX_TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { namespace: 'default', name: 'fix-dockerfile' },
};

type Api = DockerfileScorecardApi & DockerfileScorecardFleetApi;

/** An API that knows the sample rules and nothing else of single services; the figures of the fleet are those of the samples. */
export function fakeApi(parts: Partial<Api> = {}): Api {
  const notExpected = async () => {
    throw new Error('not expected in this test');
  };
  return Object.assign(new InMemoryScorecards(), {
    listScorecards: notExpected,
    getScorecard: notExpected,
    listFixes: async () => ({ items: [] }),
    listRewrites: async () => ({ items: [] }),
    requestScan: notExpected,
    getScans: notExpected,
    listRules: async () => ({ items: sampleRules }),
    ...parts,
  });
}

interface RenderOptions {
  api: Api;
  entityRef?: string;
  /** Path and query at which the page is opened. */
  url?: string;
  /** The catalog has the template that fixes Dockerfiles. */
  hasFixTemplate?: boolean;
}

/** Renders something that belongs on the page of a service. */
export function renderService(element: ReactElement, options: RenderOptions) {
  const {
    api,
    entityRef = 'component:default/orders-api',
    url = '/',
    hasFixTemplate = false,
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
      apis: [
        [dockerfileScorecardApiRef, api],
        [
          catalogApiRef,
          catalogApiMock({ entities: hasFixTemplate ? [FIX_TEMPLATE] : [] }),
        ],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/dockerfile-scorecard': rootRouteRef,
        '/create/templates/:namespace/:templateName': templateRouteRef,
      },
      initialRouteEntries: [url],
    },
  );
}
