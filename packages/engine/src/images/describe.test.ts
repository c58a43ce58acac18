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
    ['php:8.4-apache', 'framework'],
    ['mcr.microsoft.com/dotnet/sdk:8.0', 'builder'],
    ['python:3.12-windowsservercore', 'unknown'],
    ['example.com/some/image:1', 'unknown'],
  ])('%s is %s', (text, family) => {
    expect(describeImage(text, TODAY)?.family).toBe(family);
  });
});

describe('an image that is named by its digest alone', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const of = (name: string) => describeImage(`${name}@${digest}`, TODAY);

  it.each(['ruby', 'python', 'node', 'nginx', 'golang'])(
    'may be any variant of %s',
    name => {
      expect(of(name)).toMatchObject({
        os: undefined,
        osRelease: undefined,
        libc: undefined,
        packageManager: undefined,
        maintained: undefined,
        user: 'root',
      });
    },
  );

  it('has what all variants have', () => {
    expect(of('python')?.interpreter).toEqual({
      language: 'python',
      version: undefined,
      path: '/usr/local/bin/python3',
    });
    expect(of('ubuntu')).toMatchObject({ os: 'ubuntu', packageManager: 'apt' });
    expect(of('gcr.io/distroless/python3-debian12')).toMatchObject({
      family: 'distroless',
      osRelease: '12',
      user: undefined,
    });
  });

  it('is of no release that its tag would tell on the day', () => {
    expect(of('ubuntu:latest')?.osRelease).toBeUndefined();
    expect(of('ubuntu:24.04')?.osRelease).toBe('24.04');
    expect(of('debian:trixie')?.osRelease).toBe('13');
    expect(of('python:3.14-slim-trixie')?.osRelease).toBe('13');
  });

  it('is of no release that the day would tell', () => {
    expect(of('gcr.io/distroless/static')).toMatchObject({
      osRelease: undefined,
      endOfLife: undefined,
      maintained: undefined,
    });
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

describe('the release of an operating system', () => {
  it.each([
    ['alpine:3', '3.24', true],
    ['alpine:3.18.4', '3.18', false],
    ['alpine:2.6', '2.6', false],
    ['debian:12.5-slim', '12', false],
    ['debian:stable-slim', '13', true],
    ['ubuntu:22.04', '22.04', false],
    ['fedora:41', '41', false],
    ['fedora', '44', true],
    ['rockylinux:9.3', '9', false],
    ['centos:centos7', '7', false],
    ['centos:7.9.2009', '7', false],
    ['amazonlinux:1', '2018.03', false],
    ['amazonlinux:2023.5.20240805.0', '2023', false],
    ['photon:5.0', '5.0', false],
  ])('%s is %s', (text, release, open) => {
    expect(describeImage(text, TODAY)).toMatchObject({
      osRelease: release,
      floats: { version: open },
    });
  });

  it('is not known of a digest alone', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(describeImage(`alpine@${digest}`, TODAY)?.osRelease).toBe(undefined);
  });
});

describe('the user', () => {
  it.each([
    ['postgres:16', 'root'],
    ['rabbitmq:3-management-alpine', 'root'],
    ['docker:27-dind-rootless', 'rootless'],
    ['jenkins/jenkins:lts', 'jenkins'],
    ['quay.io/jupyter/scipy-notebook', 'jovyan'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'root'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled', 'app'],
    ['mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022', undefined],
    ['haproxy:3.0', undefined],
  ])('of %s is %s', (text, user) => {
    expect(describeImage(text, TODAY)?.user).toBe(user);
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
    expect(describeImage('node:jod-slim', TODAY)).toMatchObject({
      interpreter: { version: '22' },
      floats: { version: false },
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
