import { check } from './commands/check';
import { explain } from './commands/explain';
import { listRules } from './commands/listRules';
import { parse } from './commands/parse';
import { processTerminal, UsageError, type Terminal } from './terminal';

const HELP = `dockerfile-scorecard judges Dockerfiles: does the image build and start, what does it hold, and where did it come from?

Usage
  dockerfile-scorecard check [PATH…]   judge the Dockerfiles in files and folders (this folder unless told)
      --format human|json|sarif        how to print (human)
      --profile recommended|strict|all which rules (recommended)
      --fail-under LEVEL               fail below bronze, silver or gold
      --context DIR                    build context (the folder of the Dockerfile)
      --target STAGE                   stage that ships (the last one)
      --policy FILE                    policy as JSON
      --today DATE                     day of the verdict (today)
  dockerfile-scorecard parse FILE      show what BuildKit reads
      --format tree|json               how to print (tree)
  dockerfile-scorecard rules           list every rule
  dockerfile-scorecard explain RULE    tell what a rule finds, why, and what to write instead

Exit codes
  0  judged, and nothing below --fail-under (without it: no critical finding)
  1  a Dockerfile is below --fail-under (without it: has a critical finding)
  2  the command could not do what was asked
`;

const COMMANDS: Readonly<
  Record<string, (args: string[], terminal: Terminal) => Promise<number>>
> = {
  check,
  parse,
  rules: listRules,
  explain,
};

/**
 * Runs the command.
 *
 * @param args - the words behind the command's name
 * @returns the exit code: 0, 1 (a Dockerfile is below what is asked) or 2 (nothing could be judged)
 * @public
 */
export async function main(
  args: string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  const [name, ...rest] = args;
  if (
    name === undefined ||
    name === 'help' ||
    name === '--help' ||
    name === '-h'
  ) {
    terminal.out(HELP);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    terminal.error(
      `There is no command "${name}". Use check, parse, rules or explain; \`dockerfile-scorecard help\` tells more.\n`,
    );
    return 2;
  }
  try {
    return await command(rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.error(`${error.message}\n`);
    return 2;
  }
}
