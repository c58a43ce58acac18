import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';

/** The entity ref of who sends a request. */
export function callerOf({ principal }: BackstageCredentials): string {
  const { type, userEntityRef, subject } = principal as {
    type: string;
    userEntityRef?: string;
    subject?: string;
  };
  return type === 'user' && userEntityRef
    ? userEntityRef
    : stringifyEntityRef({
        kind: 'service',
        name: subject ?? 'unknown',
      });
}
