import { useEffect, useState } from 'react';

function secondsUntil(time: Date | undefined): number {
  if (!time) return 0;
  return Math.max(0, Math.ceil((time.getTime() - Date.now()) / 1000));
}

/** Seconds that are left until a time, counted down; 0 when it is over or there is none. */
export function useSecondsUntil(time: Date | undefined): number {
  const [, tick] = useState(0);
  const left = secondsUntil(time);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => tick(count => count + 1), 1_000);
    return () => clearTimeout(timer);
  });
  return left;
}
