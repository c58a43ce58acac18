import { useMemo } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import type {
  DockerfileScorecard,
  FixList,
  Scorecard,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../api';
import { useLoader } from './useLoader';

/** A finding, as far as two evaluations of the same text agree on it. */
function keyOf({
  rule,
  message,
  range: { start },
}: {
  rule: string;
  message: string;
  range: { start: { line: number; column: number } };
}): string {
  return `${rule}\0${start.line}\0${start.column}\0${message}`;
}

/** The Dockerfile with the fixes of its findings; a fix for another text is left out. */
export function withFixes(
  dockerfile: DockerfileScorecard,
  { items }: FixList,
): DockerfileScorecard {
  const { path, evaluation } = dockerfile;
  const found = items.find(item => item.path === path);
  if (!found || evaluation.kind !== 'judged') return dockerfile;
  const fixes = new Map(
    found.fixes
      .filter(({ contentHash }) => contentHash === evaluation.contentHash)
      .map(fix => [keyOf(fix.finding), fix]),
  );
  return {
    ...dockerfile,
    evaluation: {
      ...evaluation,
      checks: evaluation.checks.map(check => ({
        ...check,
        findings: check.findings.map(finding => {
          const fix = fixes.get(keyOf(finding));
          return fix ? { ...finding, fixes: [fix] } : finding;
        }),
      })),
    },
  };
}

const NONE: FixList = { items: [] };

/** Fixes are made when they are asked for; the page shows without them until they are there, and goes on without them if they fail. */
export function useFixes({ entityRef, scannedAt }: Scorecard): FixList {
  const api = useApi(dockerfileScorecardApiRef);
  const { value } = useLoader<FixList>({
    key: `${entityRef} ${scannedAt ?? ''}`,
    load: signal => api.listFixes(parseEntityRef(entityRef), { signal }),
  });
  return useMemo(() => value ?? NONE, [value]);
}
