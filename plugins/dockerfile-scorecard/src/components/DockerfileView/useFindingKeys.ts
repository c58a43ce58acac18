import { type RefObject, useEffect } from 'react';

const STEPS: Record<string, 1 | -1> = { n: 1, j: 1, p: -1, k: -1 };

/** Letters belong to whoever types, and to dialogs while they are open. */
function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

/** Moves the focus to another finding, in the order of the lines; round at the ends. */
export function moveToFinding(root: HTMLElement | null, step: 1 | -1): void {
  const heads = [
    ...(root?.querySelectorAll<HTMLElement>('[data-finding]') ?? []),
  ];
  if (heads.length === 0) return;
  const at = heads.findIndex(head => head === document.activeElement);
  const start = at < 0 && step < 0 ? 0 : at;
  const next = heads[(start + step + heads.length) % heads.length];
  next.scrollIntoView?.({ block: 'center' });
  next.focus({ preventScroll: true });
}

/** The keys n and j lead to the next finding, p and k to the previous one. */
export function useFindingKeys(root: RefObject<HTMLElement>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (!step || modified || event.defaultPrevented || isBusy(event.target))
        return;
      event.preventDefault();
      moveToFinding(root.current, step);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [root]);
}
