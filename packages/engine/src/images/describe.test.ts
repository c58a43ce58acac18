import { describeImage } from './describe';

const TODAY = '2026-11-23';

describe('what kind of image it is', () => {
  it.each([
    ['scratch', 'scratch'],
    ['python:3.14-slim-trixie', 'slim'],
    ['python:3.14-trixie', 'full'],
    ['python:3.14-alpine3.24', 'alpine'],
    ['gcr.io/distroless/python3-debian13:nonroot', 'distroless'],
    ['ghcr.io/astral-sh/uv:0.9.11', 'binary-carrier'],
    ['golang:1.27-trixie', 'builder'],
    ['debian:trixie', 'os'],
    ['debian:trixie-slim', 'slim'],
    ['example.com/some/image:1', 'unknown'],
  ])('%s is %s', (text, family) => {
    expect(describeImage(text, TODAY)?.family).toBe(family);
  });
});

describe('what it holds', () => {
  it('knows Python, its path and its libc', () => {
    expect(describeImage('python:3.14-slim-trixie', TODAY)).toMatchObject({
      os: 'debian',
      osRelease: '13',
      libc: 'glibc',
      interpreter: {
        language: 'python',
        version: '3.14',
        path: expect.stringMatching(/^\/usr\/local\/bin\/python3/),
      },
      packageManager: 'apt',
      shell: true,
      user: 'root',
    });
  });

  it('knows that Alpine has musl', () => {
    expect(describeImage('python:3.14-alpine3.24', TODAY)?.libc).toBe('musl');
  });

  it('knows that distroless has no shell and runs as another user', () => {
    expect(
      describeImage('gcr.io/distroless/python3-debian13:nonroot', TODAY),
    ).toMatchObject({ shell: false, packageManager: null });
  });
});

describe('what depends on the day', () => {
  const statusOf = (today: string) =>
    describeImage('python:3.9-slim-bookworm', today)?.support.find(
      ({ product }) => product === 'python',
    )?.status;

  it.each([
    ['2022-01-01', 'active'],
    ['2024-01-01', 'security'],
    [TODAY, 'ended'],
  ])('Python 3.9 on %s: %s', (today, status) => {
    expect(statusOf(today)).toBe(status);
  });

  it.each([
    ['2025-01-01', 'bookworm'],
    [TODAY, 'trixie'],
  ])('a floating tag of Debian on %s: %s', (today, codename) => {
    expect(describeImage('python:3.12-slim', today)?.codename).toBe(codename);
  });

  it('knows what a tag leaves open', () => {
    expect(describeImage('python:3-slim', TODAY)?.floats).toEqual({
      version: true,
      release: true,
    });
    expect(describeImage('python:3.14-slim-trixie', TODAY)?.floats).toEqual({
      version: false,
      release: false,
    });
  });
});

describe('own images', () => {
  const ownImages = {
    'registry.example.com/base/python:*': {
      like: 'python:3.14-slim-trixie',
      user: '10001',
      supportedUntil: '2027-06-30',
    },
  };

  it('takes the facts of the image that it is like', () => {
    expect(
      describeImage('registry.example.com/base/python:7', TODAY, { ownImages }),
    ).toMatchObject({
      entry: 'own-image',
      interpreter: { version: '3.14' },
      user: '10001',
      endOfLife: '2027-06-30',
    });
  });

  it('leaves others unknown', () => {
    expect(
      describeImage('registry.example.com/other:7', TODAY, { ownImages })
        ?.family,
    ).toBe('unknown');
  });
});
