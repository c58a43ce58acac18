import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as images from '../images';
import * as policy from '../policy';
import { proposeFixes } from '../fixes';
import { evaluateDockerfile } from './evaluate';

const scope: Record<string, unknown> = {
  ...images,
  ...policy,
  evaluateDockerfile,
  expect,
  proposeFixes,
};

/** The example in the doc comment of an exported function. */
function exampleOf(file: string, name: string): string {
  const source = readFileSync(join(__dirname, '..', file), 'utf8');
  const end = source.indexOf(`export function ${name}(`);
  const comment = source.slice(source.lastIndexOf('/**', end), end);
  return /```ts\n([^]*?)```/.exec(comment.replace(/^ \* ?/gm, ''))?.[1] ?? '';
}

it.each([
  ['scorecard/evaluate.ts', 'evaluateDockerfile'],
  ['policy/resolvePolicy.ts', 'resolvePolicy'],
  ['images/describe.ts', 'describeImage'],
  ['images/reference.ts', 'parseImageReference'],
  ['fixes/propose.ts', 'proposeFixes'],
])('the example in %s of %s is true', (file, name) => {
  const before = expect.getState().assertionCalls;
  // The examples are text in comments, free of type annotations: running them is what keeps them true.
  // eslint-disable-next-line no-new-func
  new Function(...Object.keys(scope), exampleOf(file, name))(
    ...Object.values(scope),
  );
  expect(expect.getState().assertionCalls).toBeGreaterThan(before);
});
