import { useCallback } from 'react';
import { toFragment } from './fragment';
import { useFleetPage } from './useFleetPage';

/** Gives the address of the playground with a text in it; nothing where the portal has no fleet page. */
export function usePlayground(): (text: string) => string | undefined {
  const fleet = useFleetPage();
  return useCallback(
    text => {
      const page = fleet({ tab: ['playground'] });
      return page && `${page}#${toFragment(text)}`;
    },
    [fleet],
  );
}
