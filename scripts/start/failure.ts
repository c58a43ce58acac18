/** Something that the person at the terminal can do something about: a sentence, not a stack. */
export class Failure extends Error {
  name = 'Failure';

  /** @param output - of the program that failed; its end is shown */
  constructor(message: string, readonly output?: string) {
    super(message);
  }
}

const LAST_LINES = 12;

/** Runs the work of a task and ends the process with what it returns; a Failure is shown as a sentence. */
export async function runTask(
  work: () => Promise<number | void>,
): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`\n${error.message}`);
    const lines = error.output?.trim().split('\n').slice(-LAST_LINES);
    if (lines && /:$/.test(error.message)) console.error(lines.join('\n'));
    process.exitCode = 1;
  }
}
