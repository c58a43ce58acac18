/** Makes the base images that the Dockerfiles name, from Debian packages and two wheels of PyPI. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildah, quietly, workFolder } from './buildah';
import { must } from './command';
import { derive, download, inside, trustThisMachine } from './imageMaking';
import { checkPython, relocatePython } from './relocatedPython';

const MIRROR = 'http://deb.debian.org/debian';
const PIP = 'pip==25.3';
const UV = 'uv==0.9.26';
const LIBRARY = 'docker.io/library';

/** Names of all stand-ins, as FROM has them. */
export const STAND_INS: readonly string[] = [
  'python:3.13-slim-trixie',
  'python:3.11-slim-bookworm',
  'python:3.13-trixie',
  'debian:trixie-slim',
  'debian:bookworm-slim',
  'gcr.io/distroless/python3-debian13:nonroot',
  `ghcr.io/astral-sh/uv:${UV.split('==')[1]}`,
  'ghcr.io/astral-sh/uv:python3.13-trixie-slim',
];

interface Suite {
  name: 'trixie' | 'bookworm';
  minor: string;
}

const SUITES: readonly Suite[] = [
  { name: 'trixie', minor: '3.13' },
  { name: 'bookworm', minor: '3.11' },
];

/** The uv program, for lock files. */
export const UV_PROGRAM = join(
  workFolder,
  'uv',
  `uv-${UV.split('==')[1]}.data`,
  'scripts',
  'uv',
);

/** debootstrap, once: the root file system with Python in it. */
async function bootstrap({ name }: Suite): Promise<string> {
  const rootfs = join(workFolder, `rootfs-${name}`);
  const done = `${rootfs}.done`;
  if (existsSync(done)) return rootfs;
  console.log(`  debootstrap ${name}`);
  rmSync(rootfs, { recursive: true, force: true });
  await must('debootstrap', [
    '--variant=minbase',
    // not pythonX.Y-venv: what that needs has only a virtual name, which debootstrap does not follow
    '--include=python3,python3-venv,ca-certificates,netbase,tzdata',
    name,
    rootfs,
    MIRROR,
  ]);
  await must('sh', [
    '-c',
    `rm -rf ${rootfs}/var/lib/apt/lists/* ${rootfs}/var/cache/apt/archives/*.deb`,
  ]);
  writeFileSync(done, '');
  return rootfs;
}

/** `debian:SUITE-slim`: the root file system without Python. */
async function makeDebian(suite: Suite, rootfs: string): Promise<string> {
  const name = `${LIBRARY}/debian:${suite.name}-slim`;
  await derive(name, 'scratch', async (container, mount) => {
    await must('cp', ['-a', `${rootfs}/.`, mount]);
    await inside(
      container,
      'sh',
      '-c',
      'dpkg --purge --force-depends $(dpkg-query -Wf \'${Package}\\n\' | grep -E "^(lib)?python3|^python3") >/dev/null 2>&1; apt-get -y --fix-broken install >/dev/null; rm -rf /usr/lib/python3* /etc/python3* /usr/share/python*; ! command -v python3',
    );
    await trustThisMachine(mount);
    await buildah(
      'config',
      '--cmd',
      '["bash"]',
      '--env',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      container,
    );
  });
  return name;
}

/** `python:MINOR-slim-SUITE`. */
async function makeSlim(suite: Suite, rootfs: string, debian: string) {
  const name = `${LIBRARY}/python:${suite.minor}-slim-${suite.name}`;
  await derive(name, debian, async (container, mount) => {
    await relocatePython(rootfs, suite.minor, mount);
    const pip = await download(PIP, join(workFolder, 'wheels'));
    const wheel = `/${basename(pip)}`;
    copyFileSync(pip, join(mount, wheel));
    await buildah(
      'config',
      '--cmd',
      '["python3"]',
      '--env',
      'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      '--env',
      'LANG=C.UTF-8',
      '--env',
      `PYTHON_VERSION=${suite.minor}.0`,
      container,
    );
    await inside(
      container,
      'python3',
      `${wheel}/pip`,
      'install',
      '--quiet',
      '--no-index',
      '--no-compile',
      '--no-warn-script-location',
      '--root-user-action',
      'ignore',
      wheel,
    );
    rmSync(join(mount, wheel));
    await inside(container, ...checkPython());
    // the official images have no bytecode; with it every start here is a second faster
    await inside(
      container,
      'python3',
      '-m',
      'compileall',
      '-q',
      '-j0',
      `/usr/local/lib/python${suite.minor}`,
    );
  });
  return name;
}

/** `python:MINOR-SUITE`: with a compiler, as the official one has by way of buildpack-deps. */
function makeFull(suite: Suite, slim: string) {
  return derive(
    `${LIBRARY}/python:${suite.minor}-${suite.name}`,
    slim,
    async container => {
      await inside(
        container,
        'sh',
        '-c',
        'apt-get update -q && apt-get install -qy --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb',
      );
    },
  );
}

/** distroless: Debian's Python at /usr/bin, no shell, no tools, user 65532. */
function makeDistroless(suite: Suite, rootfs: string, debian: string) {
  return derive(
    'gcr.io/distroless/python3-debian13:nonroot',
    debian,
    async (container, mount) => {
      const { minor } = suite;
      await must(
        'cp',
        [
          '-a',
          '--parents',
          `usr/bin/python${minor}`,
          `usr/lib/python${minor}`,
          `etc/python${minor}`,
          mount,
        ],
        { cwd: rootfs },
      );
      symlinkSync(`python${minor}`, join(mount, 'usr/bin/python3'));
      symlinkSync(`python${minor}`, join(mount, 'usr/bin/python'));
      for (const folder of ['usr/bin', 'usr/sbin']) {
        for (const file of readdirSync(join(mount, folder))) {
          if (!file.startsWith('python'))
            rmSync(join(mount, folder, file), { recursive: true });
        }
      }
      rmSync(join(mount, `usr/lib/python${minor}/EXTERNALLY-MANAGED`), {
        force: true,
      });
      const passwd = join(mount, 'etc/passwd');
      writeFileSync(
        passwd,
        `${readFileSync(
          passwd,
          'utf8',
        )}nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n`,
      );
      mkdirSync(join(mount, 'home/nonroot'));
      await must('chown', ['65532:65532', join(mount, 'home/nonroot')]);
      await buildah(
        'config',
        '--user',
        '65532',
        '--workingdir',
        '/home/nonroot',
        '--entrypoint',
        '["/usr/bin/python3"]',
        '--cmd',
        '',
        container,
      );
    },
  );
}

/** The uv binary alone, and beside Python. */
async function makeUv(slim: string): Promise<void> {
  const version = UV.split('==')[1];
  const names = [
    `ghcr.io/astral-sh/uv:${version}`,
    'ghcr.io/astral-sh/uv:python3.13-trixie-slim',
  ];
  const scripts = dirname(UV_PROGRAM);
  if (!existsSync(UV_PROGRAM)) {
    const wheel = await download(UV, join(workFolder, 'wheels'));
    await must('python3', [
      '-m',
      'zipfile',
      '-e',
      wheel,
      join(workFolder, 'uv'),
    ]);
    for (const program of ['uv', 'uvx'])
      chmodSync(join(scripts, program), 0o755);
  }
  await derive(names[0], 'scratch', async (container, mount) => {
    for (const program of ['uv', 'uvx'])
      copyFileSync(join(scripts, program), join(mount, program));
    await buildah('config', '--entrypoint', '["/uv"]', container);
  });
  await derive(names[1], slim, async (container, mount) => {
    for (const program of ['uv', 'uvx'])
      copyFileSync(
        join(scripts, program),
        join(mount, 'usr/local/bin', program),
      );
    await buildah(
      'config',
      '--env',
      'UV_TOOL_BIN_DIR=/usr/local/bin',
      container,
    );
  });
}

/** Hash of the files that say how images are made: older images are thrown away when they change. */
function recipe(): string {
  const hash = createHash('sha256');
  for (const name of ['standIns', 'imageMaking', 'relocatedPython']) {
    hash.update(readFileSync(join(import.meta.dirname ?? '.', `${name}.ts`)));
  }
  return hash.digest('hex');
}

/** Every base image, made once and kept. */
export async function makeStandIns(): Promise<void> {
  const stamp = join(workFolder, 'recipe');
  const wanted = recipe();
  await quietly('rm', '--all');
  await quietly('rmi', '--prune');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    await quietly('rmi', '--all', '--force');
    writeFileSync(stamp, wanted);
  }
  const [trixie, bookworm] = SUITES;
  const roots = await Promise.all(SUITES.map(bootstrap));
  const debian = await makeDebian(trixie, roots[0]);
  const slim = await makeSlim(trixie, roots[0], debian);
  await makeUv(slim);
  await makeDistroless(trixie, roots[0], debian);
  await makeFull(trixie, slim);
  await makeSlim(bookworm, roots[1], await makeDebian(bookworm, roots[1]));
}
