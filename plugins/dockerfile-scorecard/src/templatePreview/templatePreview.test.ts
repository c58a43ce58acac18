import {
  answersFor,
  parametersUsed,
  questionsOf,
  renderDockerfile,
  stepsThatFetch,
} from '.';
import { serialize, textOf } from './files';

const fetchManager = {
  id: 'manager',
  action: 'fetch:template',
  input: {
    url: './managers/${{ parameters.manager }}',
    values: {
      port: '${{ parameters.port }}',
      image: '${{ parameters.image }}',
    },
  },
};
const fetchSkeleton = {
  action: 'fetch:template',
  input: { url: './skeleton' },
};
const fetchAll = { action: 'fetch:plain', input: { url: '.' } };
const fetchFile = {
  action: 'fetch:template:file',
  input: { url: 'docker/Dockerfile.njk', targetPath: 'Dockerfile' },
};
const publish = { action: 'publish:github', input: { url: './skeleton' } };

describe('the steps of a preview', () => {
  it.each([
    [
      'a folder that a choice names',
      fetchManager,
      'managers/uv/Dockerfile.njk',
    ],
    ['a folder', fetchSkeleton, 'skeleton/services/api/Dockerfile'],
    ['the whole template', fetchAll, 'Dockerfile'],
    ['one file', fetchFile, 'docker/Dockerfile.njk'],
  ])('fetch %s', (_, step, path) => {
    expect(stepsThatFetch([publish, step], [path])).toEqual([step]);
  });

  it.each([
    ['skeleton-of-another/Dockerfile'],
    ['docs/skeleton/Dockerfile'],
    ['manager/Dockerfile'],
  ])('are not those that do not fetch %s', path => {
    expect(stepsThatFetch([fetchManager, fetchSkeleton], [path])).toEqual([]);
  });

  it('say which answers they need', () => {
    expect(parametersUsed([fetchManager, fetchSkeleton])).toEqual([
      'image',
      'manager',
      'port',
    ]);
  });
});

describe('the answers of a form', () => {
  const pages = [
    {
      title: 'One',
      required: ['name'],
      properties: { name: { title: 'Name' } },
    },
    {
      definitions: { ports: { type: 'integer', default: 8000 } },
      properties: { port: { $ref: '#/definitions/ports' }, note: true },
    },
  ];

  it('have titles, and defaults also by reference', () => {
    expect(questionsOf(pages)).toEqual([
      { name: 'name', title: 'Name', required: true, default: undefined },
      { name: 'port', title: 'port', required: false, default: 8000 },
      { name: 'note', title: 'note', required: false, default: undefined },
    ]);
    expect(questionsOf(undefined)).toEqual([]);
  });

  it('are the default until the page of the question is reached', () => {
    const questions = questionsOf(pages);
    const names = ['name', 'port'];
    expect(answersFor({ names, formData: { other: 1 }, questions })).toEqual({
      port: 8000,
    });
    expect(
      answersFor({ names, formData: { name: 'a', port: 1024 }, questions }),
    ).toEqual({ name: 'a', port: 1024 });
  });
});

describe('files', () => {
  it('keep every character on the way to the scaffolder and back', () => {
    const text = '# größer – 日本語 🐳\nFROM scratch\n';
    expect(textOf(serialize('Dockerfile', text))).toBe(text);
  });
});

describe('renderDockerfile', () => {
  const template = {
    apiVersion: 'scaffolder.backstage.io/v1beta3' as const,
    kind: 'Template' as const,
    metadata: { name: 'service' },
    spec: { type: 'service', steps: [fetchSkeleton, publish] },
  };

  function render(written: Record<string, string>) {
    const dryRun = jest.fn().mockResolvedValue({
      directoryContents: Object.entries(written).map(([path, text]) =>
        serialize(path, text),
      ),
    });
    const rendered = renderDockerfile({
      api: { dryRun },
      template,
      steps: [fetchSkeleton],
      files: { 'skeleton/Dockerfile': 'FROM ${{ values.image }}\n' },
      dockerfile: 'api/Dockerfile',
      values: { image: 'scratch' },
    });
    return { dryRun, rendered };
  }

  it('runs the steps of the preview and no others', async () => {
    const { dryRun, rendered } = render({
      'api/Dockerfile': 'FROM scratch\n',
      'api/pyproject.toml': '[project]\n',
      'web/package.json': '{}',
    });
    expect(await rendered).toEqual({
      text: 'FROM scratch\n',
      context: { manifests: { 'pyproject.toml': '[project]\n' } },
    });
    const [{ template: sent, values }] = dryRun.mock.calls[0];
    expect(sent.spec).toEqual({ type: 'service', steps: [fetchSkeleton] });
    expect(values).toEqual({ image: 'scratch' });
  });

  it('tells when no such file is written', async () => {
    expect(await render({ 'web/Dockerfile': 'FROM scratch\n' }).rendered).toBe(
      undefined,
    );
  });
});
