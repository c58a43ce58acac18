import { imageOf } from '../__testUtils__/testImage';

const PYTHON = 'FROM python:3.14-slim-trixie\n';

/** Where the last install of the image puts its modules. */
function packagesOf(text: string): string | undefined {
  return imageOf(text).state.installs.at(-1)?.target.packages;
}

describe('where an installer puts packages', () => {
  it.each([
    [
      'a PATH that is set for one command',
      `${PYTHON}RUN python -m venv /opt/venv\nRUN PATH="/opt/venv/bin:$PATH" pip install flask`,
      '/opt/venv/lib/python3.14/site-packages',
    ],
    [
      'a PATH that env sets',
      `${PYTHON}RUN python -m venv /opt/venv\nRUN env PATH="/opt/venv/bin:$PATH" pip install flask`,
      '/opt/venv/lib/python3.14/site-packages',
    ],
    [
      'the environment that the base image works in',
      'FROM registry.access.redhat.com/ubi9/python-312:9.6\nRUN pip install flask',
      '/opt/app-root/lib/python3.12/site-packages',
    ],
    [
      'a directory .venv that Poetry finds',
      `${PYTHON}WORKDIR /app\nRUN mkdir .venv\nCOPY pyproject.toml poetry.lock ./\nRUN pip install poetry && poetry install`,
      '/app/.venv/lib/python3.14/site-packages',
    ],
  ])('%s', (_, text, expected) => {
    expect(packagesOf(text)).toBe(expected);
  });
});

describe('what is in the image', () => {
  it.each([
    [
      'uv tool',
      'ENV UV_TOOL_DIR=/opt/tools UV_TOOL_BIN_DIR=/opt/bin\nRUN uv tool install ruff@0.14',
      ['/opt/tools/ruff', '/opt/bin/ruff'],
    ],
    [
      'uv tool without settings',
      'RUN uv tool install ruff',
      ['/root/.local/share/uv/tools/ruff', '/root/.local/bin/ruff'],
    ],
    [
      'pipx',
      'ENV PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/usr/local/bin\nRUN pipx install ansible-core==2.19',
      ['/opt/pipx/venvs/ansible-core', '/usr/local/bin/ansible-core'],
    ],
    [
      'pipx without settings',
      'RUN pipx install black',
      ['/root/.local/share/pipx/venvs/black', '/root/.local/bin/black'],
    ],
    [
      'pipx --global',
      'RUN pipx install --global black',
      ['/opt/pipx/venvs/black', '/usr/local/bin/black'],
    ],
    [
      'an environment that conda-pack packs',
      'RUN conda create -p /tmp/serve python=3.14\nRUN conda-pack -p /tmp/serve -o /tmp/env.tar && mkdir /env && tar xf /tmp/env.tar -C /env',
      ['/env'],
    ],
  ])('%s', (_, commands, paths) => {
    const image = imageOf(`${PYTHON}${commands}\n`);
    expect(paths.map(path => image.holds(path).state)).toEqual(
      paths.map(() => 'present'),
    );
  });

  it('carries a packed environment with its packages', () => {
    const image = imageOf(
      [
        'FROM condaforge/miniforge3:24.11.3-0 AS build',
        'RUN conda create -n serve python=3.13 flask',
        'RUN conda pack -n serve -o /tmp/env.tar.gz && mkdir /env && tar -xzf /tmp/env.tar.gz -C /env',
        'FROM debian:trixie-slim',
        'COPY --from=build /env /env',
      ].join('\n'),
    );
    const [{ environment, entry }] = image.environments();
    expect([entry.path, environment.relocatable]).toEqual(['/env', true]);
    expect(image.holds('/env/lib/python3.13/site-packages').state).toBe(
      'present',
    );
  });

  it.each([
    'apk add --initdb --root /rootfs python3',
    'dnf install -y --installroot=/rootfs python3',
    'zypper --root /rootfs install python3',
    'debootstrap trixie /rootfs',
  ])('packages for another root: %s', command => {
    const image = imageOf(`FROM alpine:3.24\nRUN ${command}\n`);
    expect(image.holds('/rootfs/usr/bin/python3').state).toBe('unknown');
    expect(image.state.packages).toEqual([]);
  });

  it.each(['cache', 'tmpfs'])('not what goes into a mount: %s', type => {
    const image = imageOf(
      `${PYTHON}RUN --mount=type=${type},target=/opt/venv python -m venv /opt/venv && /opt/venv/bin/pip install flask\n`,
    );
    expect(image.environments()).toEqual([]);
    expect(image.holds('/opt/venv').state).toBe('present');
    expect(image.holds('/opt/venv/bin/python').state).toBe('absent');
  });
});
