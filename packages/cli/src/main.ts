import { baseline } from './commands/baseline';
import { check } from './commands/check';
import { explain } from './commands/explain';
import { fix } from './commands/fix';
import { init } from './commands/init';
import { listRules } from './commands/listRules';
import { lsp } from './commands/lsp';
import { parse } from './commands/parse';
import { rewrite } from './commands/rewrite';
import { COMMAND_HELP, HELP, VERSION_TEXT } from './help';
import { processTerminal, UsageError, type Terminal } from './terminal';

type Command = (args: string[], terminal: Terminal) => Promise<number>;

const COMMANDS: Readonly<Record<keyof typeof COMMAND_HELP, Command>> = {
  check,
  fix,
  rewrite,
  baseline,
  init,
  parse,
  rules: listRules,
  explain,
  lsp,
};

function isCommand(name: string): name is keyof typeof COMMAND_HELP {
  return Object.hasOwn(COMMANDS, name);
}

/** `--help` among the options, not behind `--`, where everything is a path. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

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
  if (name === 'version' || name === '--version' || name === '-V') {
    terminal.out(VERSION_TEXT);
    return 0;
  }
  if (!isCommand(name)) {
    terminal.error(
      `There is no command "${name}". Use ${Object.keys(COMMANDS).join(
        ', ',
      )}; \`dockerfile-scorecard help\` explains them.\n`,
    );
    return 2;
  }
  if (asksForHelp(rest)) {
    terminal.out(COMMAND_HELP[name]);
    return 0;
  }
  try {
    return await COMMANDS[name](rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.error(`${error.message}\n`);
    return 2;
  }
}
