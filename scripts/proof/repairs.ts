/** What the fixes and the rewrite of the engine make of a case, as cases of their own. */
import { rmSync } from 'node:fs';
import {
  fixDockerfile,
  rewriteDockerfile,
  type FixedDockerfile,
} from '../../packages/engine/src/fixes';
import { parseDockerfile } from '../../packages/engine/src/syntax';
import { STARTS, type ProofCase } from './cases/types';
import { prepareContext } from './context';
import { askEngine } from './engine';
import { STAND_INS } from './standIns';

/** A changed Dockerfile, and why it cannot be built here. */
export interface Repair {
  kind: 'fixed' | 'rewritten';
  proof: ProofCase;
  notRun: string | undefined;
}

/** What a fix or a rewrite makes of the files of a case. */
type Changed = Pick<FixedDockerfile, 'text' | 'dockerignore' | 'manifests'>;

/** What keeps a Dockerfile from being built on this machine. */
function obstacle(text: string): string | undefined {
  if (text.includes('type=secret')) return 'needs a secret';
  const names = new Set<string>();
  for (const { keyword, args, argNodes } of parseDockerfile(text)
    .instructions) {
    if (keyword !== 'FROM') continue;
    const [base] = args;
    if (base !== 'scratch' && !names.has(base) && !base.includes('$'))
      if (!STAND_INS.includes(base)) return `needs ${base}`;
    const alias = argNodes[2]?.value;
    if (alias !== undefined) names.add(alias);
  }
  return undefined;
}

function repairOf(
  proof: ProofCase,
  kind: Repair['kind'],
  { text: dockerfile, dockerignore, manifests }: Changed,
): Repair {
  const { name, files, uvLock, port } = proof;
  return {
    kind,
    proof: {
      name: `${name}-${kind}`,
      dockerfile,
      files: {
        ...files,
        ...manifests,
        ...(dockerignore !== undefined && { '.dockerignore': dockerignore }),
      },
      ...(uvLock !== undefined && { uvLock }),
      ...(port !== undefined && { port }),
      reality: STARTS,
    },
    notRun: obstacle(dockerfile),
  };
}

/**
 * The fixed and the rewritten Dockerfile of a case: where the engine changes it, and has to start. A case that fails for a reason that
 * the engine does not see, or has no fix for, is left out.
 */
export async function repairsOf(
  proof: ProofCase,
  today: string,
): Promise<Repair[]> {
  const { folder, known: context } = await prepareContext(proof);
  rmSync(folder, { recursive: true, force: true });
  const input = { path: 'Dockerfile', text: proof.dockerfile, context, today };
  const works = proof.reality.builds && proof.reality.starts;
  const before = askEngine(proof.dockerfile, context, today);
  // the engine has to see why it fails, to say that it no longer does
  const isSeen = before.builds.says === false || before.starts.says === false;
  const starts = ({ text, manifests }: Changed) => {
    const changed = {
      ...context,
      manifests: { ...context.manifests, ...manifests },
    };
    const { builds, starts: says } = askEngine(text, changed, today);
    return works || (isSeen && builds.says === true && says.says === true);
  };
  const repairs: Repair[] = [];
  const fixed = fixDockerfile(input);
  if (fixed && fixed.applied.length > 0 && starts(fixed))
    repairs.push(repairOf(proof, 'fixed', fixed));
  const rewrite = rewriteDockerfile(input);
  if (rewrite.kind === 'offered' && starts(rewrite))
    repairs.push(repairOf(proof, 'rewritten', rewrite));
  return repairs;
}
