import type { BuildContext, Policy } from 'dockerfile-scorecard-engine';
import { relative, resolve } from 'node:path';
import { findDockerfiles } from './findDockerfiles';
import { POLICY_FILE, readPolicy } from './policyFile';
import { withProgress } from './progress';
import { ContextReader } from './readContext';
import { readDockerfile, STDIN } from './readDockerfile';
import { UsageError, type Terminal } from './terminal';

/** Options that say which Dockerfiles are judged, and by what. */
export const INPUT_OPTIONS = {
  profile: { type: 'string' },
  context: { type: 'string' },
  target: { type: 'string' },
  policy: { type: 'string' },
  today: { type: 'string' },
  'stdin-path': { type: 'string' },
} as const;

/** One Dockerfile with what it is judged by. */
export interface DockerfileInput {
  /** Where it was read from; `-` for the standard input. */
  file: string;
  /** As it is shown. */
  path: string;
  text: string;
  context: BuildContext;
  /** The .dockerignore that its build reads, or would read; undefined where that is not known. */
  dockerignore: string | undefined;
  /** Absolute path of the folder that is given to the build; undefined where that is not known. */
  contextFolder: string | undefined;
  policy: Policy;
  today: string;
}

function readToday(value: string | undefined): string {
  if (value === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new UsageError(
      `--today is a date such as 2026-11-23, not "${value}".`,
    );
  return value;
}

/** Finds and reads the Dockerfiles that a command was given, with their contexts. */
export async function readInputs(
  values: Readonly<Record<string, string | undefined>>,
  operands: readonly string[],
  terminal: Terminal,
): Promise<DockerfileInput[]> {
  const today = readToday(values.today);
  const policy = await readPolicy(values.policy, values.profile);
  const stdinPath = values['stdin-path'] ?? 'Dockerfile';
  const paths = operands.length > 0 ? operands : ['.'];
  const files = findDockerfiles(paths);
  if (files.length === 0)
    throw new UsageError(
      `No Dockerfile in ${paths.join(
        ', ',
      )}. Files named Dockerfile, Dockerfile.*, *.Dockerfile or Containerfile are looked for.`,
    );
  const inputs: DockerfileInput[] = [];
  const contexts = new ContextReader();
  await withProgress(files, terminal, 'Reading', async file => {
    const text = await readDockerfile(file, terminal);
    const { context: folder, target } = values;
    // nothing is known of what lies around a text that comes from somewhere else
    const isFile = file !== STDIN || folder !== undefined;
    const around = isFile
      ? await contexts.read(file === STDIN ? stdinPath : file, text, {
          context: folder,
          target,
          searched: paths,
          policyFile: values.policy ? undefined : resolve(POLICY_FILE),
        })
      : {
          context: { ...(target !== undefined && { target }) },
          dockerignore: undefined,
          contextFolder: undefined,
        };
    inputs.push({
      file,
      path: file === STDIN ? stdinPath : relative('.', file) || file,
      text,
      ...around,
      policy,
      today,
    });
  });
  return inputs;
}
