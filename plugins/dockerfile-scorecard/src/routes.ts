import { createRouteRef } from '@backstage/core-plugin-api';

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
