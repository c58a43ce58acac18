/** The steps of which base images are made. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildah, hasImage, quietly } from './buildah';
import { must } from './command';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/** Runs a program of an image while it is made. */
export function inside(container: string, ...words: string[]) {
  return buildah('run', '--isolation', 'chroot', container, '--', ...words);
}

/** A new image from another one, changed by `make`, committed under a name. */
export async function derive(
  name: string,
  from: string,
  make: (container: string, mount: string) => Promise<void>,
): Promise<void> {
  if (await hasImage(name)) return;
  console.log(`  making ${name}`);
  const container = await buildah('from', '--pull-never', from);
  try {
    await make(container, await buildah('mount', container));
    await buildah('umount', container);
    await buildah('commit', '--quiet', container, name);
  } finally {
    await quietly('rm', container);
  }
}

export async function download(
  requirement: string,
  folder: string,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await must('python3', [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--dest',
    folder,
    requirement,
  ]);
  const name = requirement.split('==')[0];
  const wheel = readdirSync(folder).find(file => file.startsWith(`${name}-`));
  if (!wheel) throw new Error(`pip has not downloaded ${requirement}`);
  return join(folder, wheel);
}

/** Certificates and index of this machine, so that builds reach PyPI as it does. */
export async function trustThisMachine(mount: string): Promise<void> {
  if (existsSync(BUNDLE)) {
    mkdirSync(join(mount, 'etc/ssl/certs'), { recursive: true });
    copyFileSync(BUNDLE, join(mount, BUNDLE));
  }
  const config = await must('python3', ['-m', 'pip', 'config', 'list']);
  const lines = [
    ...config.matchAll(
      /^(?:global|:env:)\.((?:extra-)?index-url|trusted-host)='(.*)'$/gm,
    ),
  ].map(([, key, value]) => `${key} = ${value}`);
  writeFileSync(
    join(mount, 'etc/pip.conf'),
    `[global]\ncert = ${BUNDLE}\ndisable-pip-version-check = true\ntimeout = 60\n${lines.join(
      '\n',
    )}\n`,
  );
  mkdirSync(join(mount, 'etc/uv'), { recursive: true });
  const index = config.match(/index-url='(.*)'/)?.[1];
  writeFileSync(
    join(mount, 'etc/uv/uv.toml'),
    `native-tls = true\n${index ? `index-url = "${index}"\n` : ''}`,
  );
}
