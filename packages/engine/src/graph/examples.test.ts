import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as graph from '.';
import * as shell from '../shell';
import * as syntax from '../syntax';

const scope: Record<string, unknown> = {
  ...syntax,
  ...shell,
  ...graph,
  expect,
};
const root = resolve(__dirname, '..');

/** The doc comment in front of each exported function. */
const DOCUMENTED = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport function (\w+)/g;
const CODE = /```ts\n([^]*?)```/g;

interface Documented {
  name: string;
  examples: string[];
}

function documentedFunctions(): Documented[] {
  return ['syntax', 'shell', 'graph']
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map(file => readFileSync(join(root, folder, file), 'utf8')),
    )
    .flatMap(source => [...source.matchAll(DOCUMENTED)])
    .filter(([, , name]) => name in scope)
    .map(([, comment, name]) => {
      const text = comment.replace(/^ \* ?/gm, '');
      return {
        name,
        examples: [...text.matchAll(CODE)].map(match => match[1]),
      };
    });
}

const functions = documentedFunctions();

it('every public function has an example', () => {
  const exported = Object.keys(scope).filter(
    name =>
      name !== 'expect' &&
      typeof scope[name] === 'function' &&
      /^[a-z]/.test(name),
  );
  const shown = functions
    .filter(({ examples }) => examples.length > 0)
    .map(({ name }) => name);
  expect(shown.sort()).toEqual(exported.sort());
});

it.each(
  functions.flatMap(({ name, examples }) => examples.map(code => [name, code])),
)('the example of %s is true', (_, code) => {
  const before = expect.getState().assertionCalls;
  // The examples are text in comments, free of type annotations: running them is what keeps them true.
  // eslint-disable-next-line no-new-func
  new Function(...Object.keys(scope), code)(...Object.values(scope));
  expect(expect.getState().assertionCalls).toBeGreaterThan(before);
});
