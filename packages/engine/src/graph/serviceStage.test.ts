import { parseDockerfile } from '../syntax';
import { buildGraph } from './buildGraph';

const stageOf = (text: string, target?: string) => {
  const graph = buildGraph(parseDockerfile(text), { target });
  return graph.target;
};

const APP = 'FROM python:3.14 AS build\nFROM python:3.14 AS app\nCMD ["a"]\n';

it.each([
  ['the last stage', APP, 1],
  ['below a test', `${APP}FROM app AS test\n`, 1],
  ['below two of them', `${APP}FROM app AS test\nFROM test AS e2e\n`, 1],
  ['below a stage that starts the tests', `${APP}FROM app\nCMD pytest -v\n`, 1],
  [
    'below one that starts them as a module',
    `${APP}FROM app\nCMD ["python", "-m", "pytest"]\n`,
    1,
  ],
  ['a stage of its own', `${APP}FROM python:3.14 AS test\n`, 2],
  ['on a builder', `${APP}FROM build AS test\n`, 2],
  ['a service by its name', `${APP}FROM app AS test-service\n`, 2],
  ['a service on the other', `${APP}FROM app AS worker\n`, 2],
])('%s', (_, text, expected) => {
  expect(stageOf(text)).toBe(expected);
});

it('takes the target that is named', () => {
  expect(stageOf(`${APP}FROM app AS test\n`, 'test')).toBe(2);
});
