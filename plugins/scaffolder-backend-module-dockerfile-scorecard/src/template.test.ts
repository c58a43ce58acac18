import { parse as parseToml } from '@iarna/toml';
import {
  evaluateDockerfile,
  findingsOf,
  isManifest,
  resolvePolicy,
  type BuildContext,
  type Evaluation,
  type Profile,
} from 'dockerfile-scorecard-engine';
import { parse, parseAllDocuments } from 'yaml';
// the preview of the form is held to what the scaffolder writes; only its parts without a browser are taken
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  answersFor,
  parametersUsed,
  questionsOf,
  renderDockerfile,
  stepsThatFetch,
} from '../../dockerfile-scorecard/src/templatePreview';
import {
  formData,
  startScaffolder,
  type Generated,
} from './__testUtils__/dryRun';
import {
  allAnswers,
  template,
  titleOf,
  type Answers,
} from './__testUtils__/pythonService';

/** What the publishing actions say about who can see the repository. */
interface Visibility {
  repoVisibility?: string;
  settings?: { visibility?: string };
}

const TODAY = '2026-11-23';

function evaluate(generated: Generated, profile: Profile) {
  const context: BuildContext = {
    files: [...generated.keys()],
    dockerignore: generated.get('.dockerignore') ?? null,
    manifests: Object.fromEntries(
      [...generated].filter(([path]) => isManifest(path)),
    ),
    hasUpdateBot: generated.has('renovate.json'),
  };
  return evaluateDockerfile({
    path: 'Dockerfile',
    text: generated.get('Dockerfile') ?? '',
    context,
    policy: resolvePolicy({ profile }),
    today: TODAY,
  });
}

/** Rules that could not be decided; of a hardened image, whose files nobody lists, some cannot. */
function undecided(evaluation: Evaluation, answers: Answers): string[] {
  if (answers.baseImage === 'hardened') return [];
  if (!('checks' in evaluation)) throw new Error('The service is not judged');
  return evaluation.checks
    .filter(({ state }) => state === 'unknown')
    .map(({ rule }) => rule);
}

/** Renders what the form shows before anything is written. */
async function preview(
  api: Awaited<ReturnType<typeof startScaffolder>>,
  answers: Answers,
) {
  const { files } =
    template.spec.parameters[1].properties.preview['ui:options'];
  const steps = stepsThatFetch(template.spec.steps, Object.keys(files));
  const rendered = await renderDockerfile({
    api,
    template,
    steps,
    files,
    dockerfile: 'Dockerfile',
    values: answersFor({
      names: parametersUsed(steps),
      formData: formData(answers),
      questions: questionsOf(template.spec.parameters),
    }),
  });
  if (!rendered) throw new Error('No Dockerfile was rendered');
  return rendered;
}

const parsed = new Set<string>();

/** Reads every file in the format that its name promises; each text once, since most combinations share most files. */
function parseAll(generated: Generated): void {
  for (const [path, text] of generated) {
    if (parsed.has(text)) continue;
    parsed.add(text);
    if (/\.ya?ml$/.test(path)) {
      const problems = parseAllDocuments(text).flatMap(({ errors }) => errors);
      expect([path, problems]).toEqual([path, []]);
    }
    if (/\.json$/.test(path)) JSON.parse(text);
    if (/\.(toml|lock)$/.test(path) && !path.startsWith('requirements'))
      parseToml(text);
  }
}

describe('templates/python-service', () => {
  let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;
  beforeAll(async () => {
    scaffolder = await startScaffolder();
  }, 60_000);
  afterAll(() => scaffolder.stop());

  it.each(allAnswers().map(answers => [titleOf(answers), answers] as const))(
    '%s',
    async (_, answers) => {
      const generated = await scaffolder.generate(answers);

      const recommended = evaluate(generated, 'recommended');
      expect(findingsOf(recommended).map(({ message }) => message)).toEqual([]);
      expect(recommended).toMatchObject({ level: 'gold', score: 100 });
      expect(undecided(recommended, answers)).toEqual([]);
      expect(
        findingsOf(evaluate(generated, 'all')).filter(
          ({ severity }) => severity !== 'low' && severity !== 'info',
        ),
      ).toEqual([]);

      const previewed = await preview(scaffolder, answers);
      expect(previewed.text).toBe(generated.get('Dockerfile'));
      expect(
        evaluateDockerfile({
          path: 'Dockerfile',
          ...previewed,
          today: TODAY,
        }),
      ).toMatchObject({ level: 'gold', score: 100 });

      for (const [path, text] of generated) {
        expect(path).not.toMatch(/\$\{\{|\.njk$/);
        expect(text).not.toMatch(/\$\{\{ ?(values|parameters)|\{%/);
      }
      parseAll(generated);
    },
    20_000,
  );

  const plain: Answers = {
    framework: 'fastapi',
    manager: 'uv',
    pythonVersion: '3.14',
    baseImage: 'slim',
    ci: 'github',
    metrics: false,
    telemetry: false,
    postgres: false,
    kubernetes: false,
  };

  it.each<[string, Answers]>([
    ['fastapi-uv-slim', plain],
    [
      'flask-pip-distroless',
      {
        ...plain,
        framework: 'flask',
        manager: 'pip',
        pythonVersion: '3.13',
        baseImage: 'distroless',
        ci: 'gitlab',
        metrics: true,
      },
    ],
    [
      'worker-uv-hardened',
      {
        ...plain,
        framework: 'worker',
        baseImage: 'hardened',
        telemetry: true,
        postgres: true,
        kubernetes: true,
      },
    ],
  ])('generates %s as before', async (name, answers) => {
    const generated = await scaffolder.generate(answers);
    // the lock files change with every release of a dependency
    const text = [...generated]
      .filter(([path]) => !path.endsWith('.lock'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, content]) => `──── ${path}\n${content}`)
      .join('\n');
    expect(text).toMatchSnapshot(name);
  });

  it('names the project, its package and its entity alike', async () => {
    const generated = await scaffolder.generate(plain);
    const project = parseToml(generated.get('pyproject.toml') ?? '');
    expect(project).toMatchObject({ project: { name: 'parcel-tracker' } });
    expect(generated.get('uv.lock')).toContain('name = "parcel-tracker"');
    expect(generated.has('src/parcel_tracker/app.py')).toBe(true);
    const [entity] = parseAllDocuments(
      generated.get('catalog-info.yaml') ?? '',
    );
    expect(entity.toJS()).toMatchObject({
      metadata: {
        name: 'parcel-tracker',
        annotations: {
          'dockerfile-scorecard/template': 'python-service@1.4.0',
        },
      },
      spec: { owner: 'group:default/checkout', system: 'shop' },
    });
  });

  it('gives GitLab a pipeline whose jobs are jobs', async () => {
    const generated = await scaffolder.generate({ ...plain, ci: 'gitlab' });
    const { stages, ...rest } = parse(generated.get('.gitlab-ci.yml') ?? '');
    // https://docs.gitlab.com/ci/yaml/#keywords and the keywords that were global before `default`
    const keywords =
      /^(default|include|variables|workflow|spec|image|services|cache|before_script|after_script|pages)$/;
    expect(Object.keys(rest).filter(key => keywords.test(key))).toEqual([
      'workflow',
      'include',
      'default',
    ]);
    // a name with a dot is a part of other jobs; the script of secret_detection comes with the template that is included
    const jobs = Object.entries<{ stage: string; script: unknown }>(
      rest,
    ).filter(([name]) => !keywords.test(name) && !name.startsWith('.'));
    expect(stages).toEqual(
      expect.arrayContaining(jobs.map(([, { stage }]) => stage)),
    );
    expect(
      jobs
        .filter(([, { script }]) => !Array.isArray(script))
        .map(([name]) => name),
    ).toEqual(['secret_detection']);
  });

  it('has red pipelines block a merge, and lets the owning team in', async () => {
    const { input } = template.spec.steps.find(
      ({ action }: { action: string }) => action === 'publish:github',
    );
    const generated = await scaffolder.generate(plain);
    const { jobs } = parse(generated.get('.github/workflows/ci.yaml') ?? '');
    expect(Object.keys(jobs)).toEqual(
      expect.arrayContaining(input.requiredStatusCheckContexts),
    );
    expect(input.collaborators).toEqual([
      { team: expect.stringContaining('parameters.owner'), access: 'maintain' },
    ]);
  });

  it('names the team of the organisation as code owner', async () => {
    const generated = await scaffolder.generate(plain, {
      host: 'github',
      repoUrl: 'github.com?owner=retailer&repo=parcel-tracker',
    });
    expect(generated.get('CODEOWNERS')).toBe('* @retailer/checkout\n');
  });

  it('makes repositories private on every host that has a choice', () => {
    const visibility = template.spec.steps
      .filter(({ action }: { action: string }) => action.startsWith('publish:'))
      .map(({ action, input }: { action: string; input: Visibility }) => [
        action,
        input.repoVisibility ?? input.settings?.visibility,
      ]);
    expect(Object.fromEntries(visibility)).toEqual({
      'publish:github': 'private',
      'publish:gitlab': 'private',
      'publish:bitbucketCloud': 'private',
      'publish:azure': undefined,
      'publish:gitea': 'private',
    });
  });

  it('reserves every package of its lock files', async () => {
    const [first] = template.spec.steps;
    const reserved = new Set(
      Object.values<string[]>(first.input.reserved).flat(),
    );
    const locked = [];
    for (const framework of ['fastapi', 'flask', 'worker'] as const) {
      const generated = await scaffolder.generate({
        ...plain,
        framework,
        metrics: true,
        telemetry: true,
        postgres: true,
      });
      locked.push(
        ...(generated.get('uv.lock') ?? '').matchAll(/^name = "([\w.-]+)"$/gm),
      );
    }
    const names = locked
      .map(([, name]) => name)
      .filter(name => name !== 'parcel-tracker');
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter(name => !reserved.has(name))).toEqual([]);
  });

  it.each([
    ['fastapi', 'a Python package that the service installs'],
    ['calendar', 'a module of the Python standard library'],
    ['class', 'a keyword of Python'],
    ['tests', 'the folder of the tests'],
    ['dotenv', 'a Python package that the service installs'],
  ])('stops before it writes a service called %s', async (name, reason) => {
    await expect(scaffolder.generate(plain, { name })).rejects.toThrow(
      `it is ${reason}`,
    );
  });

  it.each([
    ['a name with capitals', { name: 'Parcel' }],
    ['a name with an underscore', { name: 'parcel_tracker' }],
    ['a name that ends in a dash', { name: 'parcel-' }],
    ['a privileged port', { port: 80 }],
    ['a Python without support', { pythonVersion: '3.9' }],
    ['distroless with a Python that it has not', { baseImage: 'distroless' }],
    ['an extra that is not on offer', { extras: ['redis'] }],
    ['a host without an address', { repoUrl: undefined }],
    ['a folder of this machine', { host: 'local', repoUrl: undefined }],
    [
      'pip with an image that is not on offer for it',
      { manager: 'pip', baseImage: 'alpine' },
    ],
    ['a description over two lines', { description: 'one\ntwo' }],
  ])('refuses %s', async (_, overrides) => {
    await expect(scaffolder.generate(plain, overrides)).rejects.toThrow('400');
  });

  it.each([
    ['github', 'github.com?owner=retailer&repo=parcel-tracker'],
    ['gitlab', 'gitlab.com?owner=retailer&repo=parcel-tracker'],
    ['bitbucket', 'bitbucket.org?workspace=w&project=p&repo=parcel-tracker'],
    ['azure', 'dev.azure.com?organization=o&project=p&repo=parcel-tracker'],
    ['gitea', 'gitea.com?owner=retailer&repo=parcel-tracker'],
  ])('comes to the end with %s', async (host, repoUrl) => {
    const generated = await scaffolder.generate(plain, { host, repoUrl });
    expect(generated.has('Dockerfile')).toBe(true);
    expect(generated.has('.github/workflows/ci.yaml')).toBe(host === 'github');
    expect(generated.has('.gitlab-ci.yml')).toBe(host === 'gitlab');
    expect(generated.get('README.md')).toContain(
      /^git(?:hub|lab)$/.test(host)
        ? 'The pipeline lints, tests and builds'
        : 'There is no pipeline for this source code host yet.',
    );
  });
});
