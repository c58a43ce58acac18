/** What a machine needs for the proof. */
import { command } from './command';

const PROGRAMS = ['buildah', 'debootstrap', 'unshare', 'ip', 'find', 'python3'];

/** What is missing, in words; empty when everything is there. */
export async function missingRequirements(): Promise<string[]> {
  const missing: string[] = [];
  if (process.getuid?.() !== 0) missing.push('root');
  for (const program of PROGRAMS) {
    const { code } = await command('which', [program]);
    if (code !== 0) missing.push(program);
  }
  if (missing.length > 0) return missing;
  const pip = await command(
    'python3',
    [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--no-cache-dir',
      '--dest',
      '/tmp/proof-reach',
      'click==8.1.8',
    ],
    { timeoutSeconds: 90 },
  );
  await command('rm', ['-rf', '/tmp/proof-reach']);
  if (pip.code !== 0) missing.push('PyPI');
  return missing;
}
