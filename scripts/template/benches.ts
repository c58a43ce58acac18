/**
 * Places with a Python in which a project is installed and tested: this machine, and root file systems of Debian whose Python is
 * one that the template offers. All share one cache of packages.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../proof/buildah';
import { command, must, type Outcome } from '../proof/command';
import { trustThisMachine } from '../proof/imageMaking';
import { templateFolder } from './buildah';
import { uvProgram } from './uvImage';

/** A Python to install and test with. */
export interface Bench {
  minor: string;
  /** Where the Python comes from. */
  origin: string;
  isOfThisMachine: boolean;
  run(folder: string, words: string[], env?: Env): Promise<Outcome>;
}

type Env = Record<string, string>;

const MIRROR = 'http://deb.debian.org/debian';
/** No release of Debian has had 3.12; it is used where this machine has it. */
const MINORS = ['3.14', '3.13', '3.12'];
const SUITES: Record<string, string | undefined> = {
  '3.14': 'forky',
  '3.13': 'trixie',
};

const IN_ROOTFS = `
set -e
mount --bind "$FOLDER" "$ROOT/srv"
mount --bind "$SHARED" "$ROOT/mnt"
mount --bind "$SHARED/etc/ssl/certs" "$ROOT/etc/ssl/certs"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs tmpfs "$ROOT/tmp"
exec chroot "$ROOT" sh -c 'cd /srv && exec "$@"' sh "$@"
`;

/** The newest Python first; `mayMount` is whether this machine lets us use root file systems. */
export async function findBenches(mayMount: boolean): Promise<Bench[]> {
  const benches: Bench[] = [];
  for (const minor of MINORS) {
    const bench =
      (await onThisMachine(minor)) ??
      (mayMount ? await inRootfs(minor) : undefined);
    if (bench) benches.push(bench);
    else console.log(`NOT RUN: Python ${minor} is not to be had here`);
  }
  return benches;
}

async function onThisMachine(minor: string): Promise<Bench | undefined> {
  const { code, stdout } = await command('uv', [
    'python',
    'find',
    '--no-python-downloads',
    minor,
  ]);
  if (code !== 0) return undefined;
  const python = stdout.trim();
  return {
    minor,
    origin: 'this machine',
    isOfThisMachine: true,
    run: (cwd, [program, ...args], env) =>
      command(program === 'python' ? python : program, args, {
        cwd,
        env: { UV_PYTHON: python, UV_PYTHON_DOWNLOADS: 'never', ...env },
      }),
  };
}

async function inRootfs(minor: string): Promise<Bench | undefined> {
  const suite = SUITES[minor];
  if (!suite) return undefined;
  const root = await bootstrap(suite);
  const shared = await makeShared();
  return {
    minor,
    origin: `Debian ${suite}`,
    isOfThisMachine: false,
    run: (folder, [program, ...args], env) =>
      command(
        'unshare',
        [
          '--mount',
          'sh',
          '-c',
          IN_ROOTFS,
          'sh',
          program === 'python' ? 'python3' : program,
          ...args,
        ],
        {
          env: {
            ROOT: root,
            FOLDER: folder,
            SHARED: shared,
            PATH: `/mnt/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
            HOME: '/root',
            LANG: 'C.UTF-8',
            SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt',
            PIP_CONFIG_FILE: '/mnt/etc/pip.conf',
            PIP_CACHE_DIR: '/mnt/cache/pip',
            UV_CONFIG_FILE: '/mnt/etc/uv/uv.toml',
            UV_CACHE_DIR: '/mnt/cache/uv',
            UV_LINK_MODE: 'copy',
            UV_PYTHON: '/usr/bin/python3',
            UV_PYTHON_DOWNLOADS: 'never',
            ...env,
          },
        },
      ),
  };
}

/** debootstrap, once; what `deno task proof` has made already is used again. */
async function bootstrap(suite: string): Promise<string> {
  const made = [workFolder, templateFolder].map(folder =>
    join(folder, `rootfs-${suite}`),
  );
  const found = made.find(rootfs => existsSync(`${rootfs}.done`));
  if (found) return found;
  const rootfs = made[1];
  console.log(`  debootstrap ${suite}`);
  rmSync(rootfs, { recursive: true, force: true });
  mkdirSync(templateFolder, { recursive: true });
  await must('debootstrap', [
    '--variant=minbase',
    '--include=python3,python3-venv,ca-certificates',
    suite,
    rootfs,
    MIRROR,
    // every newer suite is made like this one; older debootstraps do not know its name
    '/usr/share/debootstrap/scripts/sid',
  ]);
  writeFileSync(`${rootfs}.done`, '');
  return rootfs;
}

/** Cache, certificates, package index and uv for all root file systems. */
async function makeShared(): Promise<string> {
  const shared = join(templateFolder, 'shared');
  for (const folder of ['bin', 'cache', 'etc/ssl/certs'])
    mkdirSync(join(shared, folder), { recursive: true });
  await trustThisMachine(shared);
  const uv = join(shared, 'bin/uv');
  copyFileSync(await uvProgram(), uv);
  chmodSync(uv, 0o755);
  return shared;
}
