import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useRules, useScorecard } from '../../data';
import { LoadFailure } from './LoadFailure';
import { Loading } from './Loading';
import { ScorecardView } from './ScorecardView';

/** The Dockerfile tab of the service whose page this is. */
export function ServiceScorecard() {
  const { entity } = useEntity();
  const loaded = useScorecard(stringifyEntityRef(entity));
  const rules = useRules();
  if (loaded.value) {
    return (
      <ScorecardView
        scorecard={loaded.value}
        rules={rules}
        rescan={loaded.rescan}
        requestScan={loaded.requestScan}
        reload={loaded.reload}
        refreshError={loaded.error}
      />
    );
  }
  if (loaded.error) {
    return <LoadFailure error={loaded.error} retry={loaded.reload} />;
  }
  return <Loading />;
}
