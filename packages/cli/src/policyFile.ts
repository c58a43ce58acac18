import {
  resolvePolicy,
  type Policy,
  type Profile,
} from 'dockerfile-scorecard-engine';
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { oneOf } from './options';
import { UsageError } from './terminal';

/** The policy of a folder; read without being named. */
export const POLICY_FILE = '.dockerfile-scorecard.yaml';

const PROFILES: readonly Profile[] = ['recommended', 'strict', 'all'];

/** YAML, or JSON, which is YAML too; dates stay texts. */
function parsePolicy(file: string, text: string): Record<string, unknown> {
  const document = parseDocument(text, { schema: 'core' });
  const [error] = document.errors;
  if (error)
    throw new UsageError(
      `The policy ${file} is not valid YAML or JSON: ${error.message.trim()}`,
    );
  const config: unknown = document.toJS() ?? {};
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(
      `The policy ${file} is not a list of settings. \`dockerfile-scorecard init\` writes one to start from.`,
    );
  return config as Record<string, unknown>;
}

/** The settings of a file; undefined where the file of the folder is not there. */
async function readConfig(
  file: string | undefined,
): Promise<Record<string, unknown> | undefined> {
  const path = file ?? POLICY_FILE;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const isMissing =
      file === undefined && (error as { code?: unknown }).code === 'ENOENT';
    if (isMissing) return undefined;
    throw new UsageError(`The policy ${path} cannot be read.`);
  });
  return text === undefined ? undefined : parsePolicy(path, text);
}

/**
 * The policy in force: that of the file, or of the folder, with the profile of the command line.
 *
 * @throws UsageError with every mistake of the file
 */
export async function readPolicy(
  file: string | undefined,
  profile: string | undefined,
): Promise<Policy> {
  const config = {
    ...(await readConfig(file)),
    ...(profile !== undefined && {
      profile: oneOf('profile', profile, PROFILES, 'recommended'),
    }),
  };
  try {
    return resolvePolicy(config);
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message : String(error),
    );
  }
}
