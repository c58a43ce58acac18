import { useCallback, useEffect, useRef, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { useApi } from '@backstage/core-plugin-api';
import type { Scorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../api';
import { failureOf } from './failure';
import { isFinished, refused, type Rescan, type RescanRequest } from './rescan';
import { type Loaded, useLoader } from './useLoader';

const TO_CONFIRM_MS = 300;
const WHILE_SCANNING_MS = 2_000;
const WHILE_PENDING_MS = 5_000;

export interface LoadedScorecard extends Loaded<Scorecard> {
  /** Asks for a scan; `rescan` says how that gets on. */
  requestScan(): Promise<void>;
  rescan: Rescan;
}

/** The scorecard of a service; followed closely while it is being scanned. */
export function useScorecard(entityRef: string): LoadedScorecard {
  const api = useApi(dockerfileScorecardApiRef);
  const request = useRef<RescanRequest>();
  const [rescan, setRescan] = useState<Rescan>({ phase: 'idle' });
  const load = async (signal: AbortSignal) => {
    const asked = request.current;
    const scorecard = await api.getScorecard(parseEntityRef(entityRef), {
      signal,
    });
    if (!asked || signal.aborted) return scorecard;
    if (isFinished(asked, scorecard)) {
      request.current = undefined;
      setRescan({ phase: 'finished', before: asked.before, after: scorecard });
    } else {
      request.current = { ...asked, previous: scorecard };
    }
    return scorecard;
  };
  const loaded = useLoader<Scorecard>({
    key: entityRef,
    load,
    pollAfter: scorecard => {
      if (scorecard.scan.status !== 'idle') return WHILE_SCANNING_MS;
      if (request.current) return TO_CONFIRM_MS;
      return scorecard.state === 'pending' ? WHILE_PENDING_MS : undefined;
    },
    // a new service is met by the scanner in a moment
    retryAfter: error =>
      request.current || failureOf(error) === 'not-found'
        ? WHILE_PENDING_MS
        : undefined,
  });
  const { reload, value } = loaded;

  useEffect(() => {
    request.current = undefined;
    setRescan({ phase: 'idle' });
  }, [entityRef]);

  const requestScan = useCallback(async () => {
    if (!value) return;
    setRescan({ phase: 'asking' });
    try {
      const ticket = await api.requestScan(parseEntityRef(entityRef));
      request.current = { before: value, ticket };
      setRescan({ phase: 'following', before: value });
      await reload();
    } catch (error) {
      setRescan(refused(toError(error)));
    }
  }, [api, entityRef, reload, value]);
  return { ...loaded, rescan, requestScan };
}
