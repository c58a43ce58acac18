import { useCallback, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/core-plugin-api';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../api';
import { failureOf } from './failure';
import { type Loaded, useLoader } from './useLoader';

const WHILE_SCANNING_MS = 2_000;
const WHILE_PENDING_MS = 5_000;

export interface LoadedScorecard extends Loaded<Scorecard> {
  /** Settles when the state after it is known; false when the backend refused. */
  rescan(): Promise<boolean>;
  /** Why the newest rescan could not be asked for. */
  rescanError?: Error;
}

/** The scorecard of a service; followed closely while it is being scanned. */
export function useScorecard(entityRef: string): LoadedScorecard {
  const api = useApi(dockerfileScorecardApiRef);
  const [rescanError, setRescanError] = useState<Error>();
  const loaded = useLoader<Scorecard>({
    key: entityRef,
    load: signal => api.getScorecard(parseEntityRef(entityRef), { signal }),
    pollAfter: scorecard => {
      if (scorecard.scan.status !== 'idle') return WHILE_SCANNING_MS;
      return scorecard.state === 'pending' ? WHILE_PENDING_MS : undefined;
    },
    // a new service is met by the scanner in a moment
    retryAfter: error =>
      failureOf(error) === 'not-found' ? WHILE_PENDING_MS : undefined,
  });
  const { reload } = loaded;
  const rescan = useCallback(async () => {
    setRescanError(undefined);
    try {
      await api.requestScan(parseEntityRef(entityRef));
    } catch (error) {
      setRescanError(toError(error));
      return false;
    }
    await reload();
    return true;
  }, [api, entityRef, reload]);
  return { ...loaded, rescan, rescanError };
}
