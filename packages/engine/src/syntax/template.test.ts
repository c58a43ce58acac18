import { parseDockerfile } from './parse';
import { typeInstructions } from './instructions';

describe('a template', () => {
  it.each([
    ['FROM a\nEXPOSE ${{ values.port }}', 'backstage'],
    ['FROM a\nENV PORT=${{ values.port }}', 'backstage'],
    ['FROM a\nRUN echo ${{ values.name }}', 'backstage'],
    ['FROM a\n{% if x %}\nRUN b\n{% endif %}', 'jinja'],
    ['FROM python:{{ version }}', 'jinja'],
    ['FROM a\nRUN b \\\n{% if c -%}\n d \\\n{% endif %}\n e', 'jinja'],
    ['FROM {{ .Image }}', 'go-template'],
    ['{{- /* generated */ -}}\nFROM a', 'go-template'],
    ['FROM <%= image %>', 'erb'],
    ['FROM a:%%TAG%%', 'other'],
    ['FROM a\n__LABELS__', 'other'],
  ])('%j is recognised', (text, engine) => {
    expect(parseDockerfile(text).source).toMatchObject({
      kind: 'template',
      engine,
    });
  });

  it.each([
    "FROM a\nRUN docker ps --format '{{.Names}}'",
    'FROM a\nENV FORMAT={{.Name}}',
    "FROM a\nRUN curl -w '%{http_code}' b",
    'FROM a\nRUN for %%i in (*) do echo %%i',
    'FROM a\nRUN cat <<E\n{% if x %}\n{{ y }}\nE',
    'FROM a\n# {{ x }}\nRUN b',
    'FROM a@sha256:00\nRUN sed s/@X@/y/ z',
    'FROM a\nENV AIRFLOW__CORE__EXECUTOR=x',
  ])('%j is none', text => {
    expect(parseDockerfile(text).source).toEqual({ kind: 'dockerfile' });
  });

  it('has one problem, where the first would stand', () => {
    const syntax = parseDockerfile('FROM a\n{% if x %}\nb\nc\n{% endif %}');
    expect(typeInstructions(syntax).problems).toMatchObject([
      { code: 'template', range: { start: { line: 2 } } },
    ]);
  });

  it('is pointed at', () => {
    const { source } = parseDockerfile('FROM a\nEXPOSE 1 ${{ x }}');
    expect(source).toMatchObject({ range: { start: { line: 2, column: 9 } } });
  });
});
