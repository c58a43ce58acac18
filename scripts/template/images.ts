/** Builds the images of generated projects and runs them as production would. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, withContainer } from './buildah';
import { generate, inFolder, type Answers } from './generate';
import { isJson, say, step, tell } from './report';
import { observe, sizeOf } from './run';

const PORT = 8000;
/** Time to stop, on top of the 1.5 s in which it still answers. */
const STOP_MILLISECONDS = 3_500;

/** What an image weighs, and how long it takes to answer; a naive one is only weighed. */
export interface Weight {
  name: string;
  bytes: number;
  startMilliseconds?: number;
}

/** @returns nothing when the image could not be built */
export async function checkImage(answers: Answers): Promise<Weight[]> {
  const name = `${answers.framework}-${answers.manager}-${answers.baseImage}`;
  const image = `localhost/${name}`;
  return inFolder(async folder => {
    generate(answers, folder);
    const built = build(folder, image);
    if (!(await step('image is built, its tests pass in it', built))) return [];
    const weight = await withContainer(image, async mount => {
      const seen = await observe({ image, mount, port: PORT });
      tell(
        '/healthz and /readyz answer 200',
        seen.healthz === 200 && seen.readyz === 200
          ? undefined
          : `healthz ${seen.healthz}, readyz ${seen.readyz}\n${seen.output}`,
      );
      tell(
        'root file system is read-only',
        seen.writable ? '/app could be written to' : undefined,
      );
      tell(
        `stops in time after SIGTERM (${seen.stopMilliseconds} ms)`,
        seen.stopMilliseconds <= STOP_MILLISECONDS &&
          (seen.exitCode === 0 || seen.exitCode === 143)
          ? undefined
          : `exit code ${seen.exitCode} after ${seen.stopMilliseconds} ms\n${seen.output}`,
      );
      const { notReady, answered, lost } = seen.drain;
      // a worker takes no requests, so it need not go on answering
      if (answers.framework !== 'worker')
        tell(
          `is not ready after SIGTERM, and answers ${answered} more requests`,
          notReady > 0 && answered > 0 && lost === 0
            ? undefined
            : JSON.stringify(seen.drain),
        );
      tell(
        'logs JSON alone',
        seen.output.trim().split('\n').every(isJson) ? undefined : seen.output,
      );
      return {
        name,
        bytes: await sizeOf(mount),
        startMilliseconds: seen.startMilliseconds,
      };
    });
    const naive =
      answers.manager === 'pip' && answers.baseImage === 'slim'
        ? await weighNaive(answers, folder)
        : [];
    return [weight, ...naive];
  });
}

/** The same service as a first attempt would have it: one stage, the full image, everything copied. */
async function weighNaive(answers: Answers, folder: string): Promise<Weight[]> {
  const image = `localhost/${answers.framework}-naive`;
  rmSync(join(folder, '.dockerignore'));
  writeFileSync(
    join(folder, 'Dockerfile'),
    'FROM python:3.13-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.lock -r requirements-dev.lock\nENV PYTHONPATH=/app/src\nCMD ["python", "-m", "service"]\n',
  );
  const { code, output } = await build(folder, image);
  if (code !== 0) {
    say(`  naive image not built: ${output.trim().split('\n').pop()}`);
    return [];
  }
  return withContainer(image, async mount => [
    {
      name: `${answers.framework}, one stage, full`,
      bytes: await sizeOf(mount),
    },
  ]);
}

export function printWeights(weights: readonly Weight[]): void {
  console.log(
    '\nSize unpacked and time to the first answer (stand-in base images):',
  );
  const byName = [...weights].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, bytes, startMilliseconds } of byName) {
    const size = `${(bytes / 1e6).toFixed(0)} MB`.padStart(8);
    const start = startMilliseconds
      ? `  ${String(startMilliseconds).padStart(6)} ms`
      : '';
    console.log(`  ${name.padEnd(28)}${size}${start}`);
  }
}
