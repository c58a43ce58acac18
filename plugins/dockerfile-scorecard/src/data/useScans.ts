import { useApi } from '@backstage/core-plugin-api';
import type { ScansStatus } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../api';
import { type Loaded, useLoader } from './useLoader';

const WHILE_SCANNING_MS = 5_000;
const AT_REST_MS = 60_000;

/** How scanning gets on, kept fresh. */
export function useScans(): Loaded<ScansStatus> {
  const api = useApi(dockerfileScorecardApiRef);
  return useLoader<ScansStatus>({
    key: 'scans',
    load: signal => api.getScans({ signal }),
    pollAfter: scans =>
      scans.due + scans.running > 0 ? WHILE_SCANNING_MS : AT_REST_MS,
  });
}
