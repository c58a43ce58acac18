import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readTemplate } from './readTemplate';

const FOLDER = resolve(
  resolvePackagePath(
    'backstage-plugin-scaffolder-backend-module-dockerfile-scorecard',
  ),
  '../../templates/python-service',
);

/** Answers to the form of templates/python-service. */
export interface Answers {
  framework: 'fastapi' | 'flask' | 'worker';
  manager: 'uv' | 'pip';
  pythonVersion: '3.12' | '3.13' | '3.14';
  baseImage: 'slim' | 'alpine' | 'distroless' | 'hardened';
  /** Follows from the host. */
  ci: 'github' | 'gitlab';
  metrics: boolean;
  telemetry: boolean;
  postgres: boolean;
  kubernetes: boolean;
}

export const template = readTemplate(FOLDER);

const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => {
    const path = join(entry.parentPath, entry.name);
    return {
      path: relative(FOLDER, path),
      base64Content: readFileSync(path).toString('base64'),
    };
  });

/** What is chosen of the extras that bring packages. */
function lockedExtrasOf(answers: Answers): string[] {
  return (['metrics', 'telemetry', 'postgres'] as const).filter(
    extra => answers[extra],
  );
}

/** What is chosen of the extras, as the form has it. */
export function extrasOf(answers: Answers): string[] {
  return [
    ...lockedExtrasOf(answers),
    ...(answers.kubernetes ? ['kubernetes'] : []),
  ];
}

export function titleOf(answers: Answers): string {
  const { framework, manager, pythonVersion, baseImage, ci } = answers;
  return [
    framework,
    manager,
    pythonVersion,
    baseImage,
    ci,
    ...extrasOf(answers),
  ].join(' ');
}

/** The files of the template; of the lock files only those of one choice, the others would be most of it. */
export function directoryContents(answers: Answers) {
  const lock = `locks/${answers.manager}/${[
    answers.framework,
    ...lockedExtrasOf(answers),
  ].join('-')}/`;
  return files.filter(
    ({ path }) => !path.startsWith('locks/') || path.startsWith(lock),
  );
}

const FRAMEWORKS = ['fastapi', 'flask', 'worker'] as const;
const MANAGERS = ['uv', 'pip'] as const;
const MINORS = ['3.12', '3.13', '3.14'] as const;
/** What a manager is offered with. */
const BASE_IMAGES = {
  uv: ['slim', 'alpine', 'hardened'],
  pip: ['slim'],
} as const;
const CIS = ['github', 'gitlab'] as const;

/** Each row differs, and for every two extras all four combinations are there. */
const EXTRAS = [
  { metrics: false, telemetry: false, postgres: false, kubernetes: true },
  { metrics: true, telemetry: true, postgres: false, kubernetes: true },
  { metrics: true, telemetry: false, postgres: true, kubernetes: true },
  { metrics: false, telemetry: true, postgres: true, kubernetes: false },
  { metrics: true, telemetry: true, postgres: true, kubernetes: false },
];

/** Every combination of framework, manager, minor, base image and CI that the form offers, with extras pairwise. */
export function allAnswers(): Answers[] {
  const imagesOf = (manager: Answers['manager']) => [
    ...MINORS.flatMap(pythonVersion =>
      BASE_IMAGES[manager].map(baseImage => ({ pythonVersion, baseImage })),
    ),
    { pythonVersion: '3.13', baseImage: 'distroless' } as const,
  ];
  const answers: Answers[] = [];
  for (const framework of FRAMEWORKS)
    for (const manager of MANAGERS)
      for (const image of imagesOf(manager))
        for (const ci of CIS)
          answers.push({
            framework,
            manager,
            ci,
            ...image,
            ...EXTRAS[answers.length % EXTRAS.length],
          });
  return answers;
}
