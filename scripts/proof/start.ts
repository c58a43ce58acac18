/** Starts a container the way its configuration says, cut off from the machine. */
import { fileURLToPath } from 'node:url';
import { buildahCommand, type ImageConfig } from './buildah';
import { command } from './command';

export interface Start {
  started: boolean;
  /** Set when the program has ended. */
  code?: number;
  output: string;
}

/** buildah's own words about a program that has failed; now and then they are all that comes. */
const SILENT =
  /^(?:\s|subprocess exited with status \d+|Error: exit status \d+)*$/;

/** As `observe`, again when the reason of a failure got lost. */
export async function startContainer(
  container: string,
  config: ImageConfig,
  port: number | undefined,
): Promise<Start> {
  let start = await observe(container, config, port);
  for (let again = 0; again < 2; again++) {
    if (start.started || !SILENT.test(start.output)) break;
    start = await observe(container, config, port);
  }
  return start;
}

/** A service has started when it answers on its port, anything else when it ends with 0. */
async function observe(
  container: string,
  { entrypoint, command: cmd }: ImageConfig,
  port: number | undefined,
): Promise<Start> {
  const words = [...entrypoint, ...cmd];
  if (words.length === 0) return { started: false, output: 'nothing to start' };
  const { code, stdout, output } = await command(
    'unshare',
    [
      '--net',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      process.execPath,
      'run',
      '-A',
      '--sloppy-imports',
      fileURLToPath(import.meta.resolve('./inside.ts')),
      String(port ?? 0),
      ...buildahCommand(
        'run',
        '--isolation',
        'chroot',
        container,
        '--',
        ...words,
      ),
    ],
    { timeoutSeconds: 60 },
  );
  const line = stdout.trim().split('\n').pop() ?? '';
  if (code !== 0 || !line.startsWith('{')) {
    throw new Error(`the start was not observed (${code}): ${output}`);
  }
  return JSON.parse(line);
}
