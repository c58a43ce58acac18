import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The fleet page.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'dockerfile-scorecard' });

/**
 * The Dockerfile tab of a service.
 *
 * @public
 */
export const entityContentRouteRef = createRouteRef({
  id: 'dockerfile-scorecard:entity-content',
});

/**
 * The form of a software template; that of the scaffolder unless bound to another.
 *
 * @public
 */
export const templateRouteRef = createExternalRouteRef({
  id: 'dockerfile-scorecard:template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
