/**
 * Runs something when nothing has asked for it for a while, so that many events lead to one run.
 *
 * @param wait - milliseconds
 */
export function afterQuiet(
  wait: number,
  run: () => void,
): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      clearTimeout(timer);
      timer = setTimeout(run, wait);
      // Nobody waits for it when the backend stops.
      timer.unref?.();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
