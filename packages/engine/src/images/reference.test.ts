import { parseImageReference } from './reference';

describe('image references', () => {
  it.each([
    ['python', 'docker.io/library/python', undefined],
    ['python:3.14', 'docker.io/library/python', '3.14'],
    ['docker.io/python:3.14', 'docker.io/library/python', '3.14'],
    ['index.docker.io/library/python', 'docker.io/library/python', undefined],
    ['bitnami/python:3', 'docker.io/bitnami/python', '3'],
    ['ghcr.io/astral-sh/uv:0.9', 'ghcr.io/astral-sh/uv', '0.9'],
    ['localhost:5000/a/b:c', 'localhost:5000/a/b', 'c'],
    ['public.ecr.aws/docker/library/python:3', 'docker.io/library/python', '3'],
    ['mirror.gcr.io/library/python:3', 'docker.io/library/python', '3'],
  ])('%s is %s', (text, name, tag) => {
    expect(parseImageReference(text)).toMatchObject({ name, tag });
  });

  it('keeps tag and digest apart', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(parseImageReference(`python:3.14@${digest}`)).toMatchObject({
      tag: '3.14',
      digest,
    });
  });

  it('follows configured mirrors, the longest prefix first', () => {
    expect(
      parseImageReference('registry.example.com/hub/library/python:3', {
        'registry.example.com/': 'example.org/',
        'registry.example.com/hub/': 'docker.io/',
      })?.name,
    ).toBe('docker.io/library/python');
  });

  it.each(['', ' ', 'a b', 'a/'])('%j is no reference', text => {
    expect(parseImageReference(text)).toBeUndefined();
  });
});
