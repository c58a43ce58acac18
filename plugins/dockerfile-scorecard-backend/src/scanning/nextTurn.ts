/**
 * Lets everything that waits run first. The engine and SQLite answer without waiting; whoever works with them only would keep the
 * process from reading requests.
 */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
