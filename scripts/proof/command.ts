/** Runs programs of the machine and collects what they say. */
import { spawn, type ChildProcess } from 'node:child_process';

export interface Outcome {
  code: number;
  stdout: string;
  /** Both streams in the order in which they came. */
  output: string;
}

interface CommandOptions {
  cwd?: string;
  env?: Record<string, string>;
  timeoutSeconds?: number;
}

const running = new Set<ChildProcess>();

/** Ends what runs when this process is told to end. */
function stopAll() {
  for (const child of running) child.kill('SIGTERM');
  process.exit(130);
}
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);

/** Runs a program to its end; never throws for a program that fails. */
export function command(
  program: string,
  args: readonly string[],
  { cwd, env, timeoutSeconds = 600 }: CommandOptions = {},
): Promise<Outcome> {
  return new Promise(done => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let stdout = '';
    let output = '';
    let ended = false;
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1e3);
    const end = (code: number) => {
      if (ended) return;
      ended = true;
      running.delete(child);
      clearTimeout(timer);
      done({ code, stdout, output });
    };
    child.stdout.on('data', data => {
      stdout += data;
      output += data;
    });
    child.stderr.on('data', data => {
      output += data;
    });
    child.on('error', error => {
      output += error.message;
      end(127);
    });
    child.on('close', code => end(code ?? 137));
  });
}

/** Runs a program that has to succeed. */
export async function must(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, stdout, output } = await command(program, args, options);
  if (code !== 0) {
    const tail = output.trim().split('\n').slice(-12).join('\n');
    throw new Error(
      `${program} ${args.join(' ')} ended with ${code}:\n${tail}`,
    );
  }
  return stdout;
}
