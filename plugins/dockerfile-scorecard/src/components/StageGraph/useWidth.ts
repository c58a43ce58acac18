import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Before the element is measured, and where nothing can be measured. */
const ASSUMED_WIDTH = 1100;

/** The width of an element, followed while it changes. */
export function useWidth<T extends HTMLElement>(
  /** Changes when another element takes the place of the one before. */
  part: (width: number) => string,
): [RefObject<T>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(ASSUMED_WIDTH);
  const current = part(width);
  useLayoutEffect(() => {
    const node = element.current;
    if (!node || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry.contentRect.width);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [current]);
  return [element, width];
}
