import { useEffect, useRef } from 'react';

/** Loads again when a value that is known changes. */
export function useReloadOn(value: unknown, reload: () => Promise<void>): void {
  const before = useRef(value);
  useEffect(() => {
    const changed = before.current !== undefined && before.current !== value;
    before.current = value;
    if (changed) reload();
  }, [value, reload]);
}
