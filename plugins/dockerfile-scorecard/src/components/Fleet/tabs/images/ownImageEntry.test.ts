import { evaluateDockerfile, resolvePolicy } from 'dockerfile-scorecard-engine';
import { ownImageEntry } from './ownImageEntry';

/** What the entry says, read back. */
function parse(entry: string): Record<string, { like: string }> {
  const [, image] = entry.match(/^ {6}'(.*)':$/m) ?? [];
  const [, like] = entry.match(/^ {8}like: (\S+)$/m) ?? [];
  return { [image.replaceAll("''", "'")]: { like } };
}

describe('ownImageEntry', () => {
  it.each([
    ['registry.example.com/base/python:3.14', 'python:'],
    ['registry.example.com/base/node-runtime:24', 'node:'],
    ['registry.example.com/go/golang:1', 'golang:'],
    ['registry.example.com/acme-debian:1', 'debian:'],
    ['registry.example.com/acme-ubuntu:1', 'ubuntu:'],
    ['registry.example.com/acme-alpine:1', 'alpine:'],
    ['registry.example.com/python/runtime:7', 'debian:'],
  ])('makes %s known, as something like %s', (image, like) => {
    const ownImages = parse(ownImageEntry(image));
    expect(ownImages[image].like).toContain(like);
    const evaluation = evaluateDockerfile({
      path: 'Dockerfile',
      text: `FROM ${image}\nCMD ["true"]\n`,
      today: '2026-11-26',
      policy: resolvePolicy({ ownImages }),
    });
    if (evaluation.kind !== 'judged') throw new Error('not judged');
    const [base] = evaluation.baseImages;
    expect(base.unknown).toBeUndefined();
    expect(base.endOfLife).toBeDefined();
  });

  it('leaves out a digest, which the next build would not match', () => {
    expect(ownImageEntry('r.example.com/base:1@sha256:abc')).toContain(
      "'r.example.com/base:1':",
    );
  });
});
