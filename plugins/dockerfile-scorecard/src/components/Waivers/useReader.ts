import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useLoader } from '../../data';

/** Entity ref of who reads this page; undefined until it is known. */
export function useReader(): string | undefined {
  const identity = useApi(identityApiRef);
  const { value } = useLoader<string>({
    key: 'reader',
    load: async () => (await identity.getBackstageIdentity()).userEntityRef,
  });
  return value;
}
