import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createCheckAction } from './createCheckAction';

const GOOD = `FROM python:3.13-slim-trixie AS builder
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip /opt/venv/bin/pip install --require-hashes -r requirements.txt

FROM python:3.13-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py /app/
USER 10001:10001
CMD ["/opt/venv/bin/gunicorn", "--chdir=/app", "app:app"]
`;
const LEFT_BEHIND = `FROM python:3.13-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt app.py ./
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /app/ .
CMD ["gunicorn", "app:app"]
`;
const REST = {
  'app.py': 'app = None\n',
  'requirements.txt': `gunicorn==23.0.0 --hash=sha256:${'a'.repeat(64)}\n`,
  'renovate.json': '{}',
  '.dockerignore': '.git\n.venv\n',
};

describe('dockerfile-scorecard:check', () => {
  const workspace = createMockDirectory();

  function run(
    input: Parameters<
      ReturnType<typeof createCheckAction>['handler']
    >[0]['input'],
    options: Parameters<typeof createCheckAction>[0] = {},
  ) {
    const action = createCheckAction({ today: () => '2026-11-23', ...options });
    const context = createMockActionContext({
      input,
      workspacePath: workspace.path,
    });
    const info = jest.spyOn(context.logger, 'info');
    const done = action.handler(context as never);
    return { done, output: context.output, info };
  }

  it('lets gold pass and puts level and score out', async () => {
    workspace.setContent({ ...REST, Dockerfile: GOOD });
    const { done, output, info } = run({
      path: '.',
      level: 'gold',
      minScore: 100,
    });
    await done;
    expect(output).toHaveBeenCalledWith('level', 'gold');
    expect(output).toHaveBeenCalledWith('score', 100);
    expect(output).toHaveBeenCalledWith('dockerfiles', [
      { path: 'Dockerfile', level: 'gold', score: 100 },
    ]);
    expect(info).toHaveBeenCalledWith(
      'Dockerfile: level gold, score 100 of 100',
    );
  });

  it('says what is missing and on which line', async () => {
    workspace.setContent({ ...REST, Dockerfile: LEFT_BEHIND });
    const { done, output, info } = run({ path: '.', level: 'gold' });
    await expect(done).rejects.toThrow(
      /level none, gold is asked for[^]*Dockerfile:\d+ critical[^]*deps-not-copied[^]*runs-as-root[^]*Nothing was published/,
    );
    expect(output).toHaveBeenCalledWith('level', 'none');
    expect(output).toHaveBeenCalledWith(
      'findings',
      expect.arrayContaining([
        expect.objectContaining({
          rule: 'deps-not-copied',
          dockerfile: 'Dockerfile',
          severity: 'critical',
        }),
      ]),
    );
    expect(info).toHaveBeenCalledWith(
      expect.stringMatching(/^ {2}Dockerfile:\d+ critical: .*deps-not-copied/),
    );
  });

  it('only tells when nothing is asked for', async () => {
    workspace.setContent({ ...REST, Dockerfile: LEFT_BEHIND });
    await expect(run({ path: '.' }).done).resolves.toBeUndefined();
  });

  it('asks for a score', async () => {
    workspace.setContent({ ...REST, Dockerfile: LEFT_BEHIND });
    await expect(run({ path: '.', minScore: 99 }).done).rejects.toThrow(
      /scores \d+ of 100, 99 are asked for/,
    );
  });

  it('judges by the worst of several', async () => {
    workspace.setContent({
      'renovate.json': '{}',
      good: { ...REST, Dockerfile: GOOD },
      bad: { ...REST, Dockerfile: LEFT_BEHIND },
    });
    const all = run({ path: '.' });
    await all.done;
    expect(all.output).toHaveBeenCalledWith('level', 'none');
    const one = run({ path: 'good', level: 'gold' });
    await one.done;
    expect(one.output).toHaveBeenCalledWith('level', 'gold');
  });

  it("takes a missing update bot from the repository's root", async () => {
    const { 'renovate.json': bot, ...service } = REST;
    workspace.setContent({ service: { ...service, Dockerfile: GOOD } });
    await expect(run({ path: 'service', level: 'gold' }).done).rejects.toThrow(
      'update-bot-missing',
    );
    workspace.addContent({ 'renovate.json': bot });
    await run({ path: 'service', level: 'gold' }).done;
  });

  it("applies the portal's policy", async () => {
    workspace.setContent({ ...REST, Dockerfile: GOOD });
    const policy = { allowedImages: ['registry.example.com/*'] };
    await expect(
      run({ path: '.', level: 'gold' }, { policy }).done,
    ).rejects.toThrow('image-not-allowed');
  });

  it('refuses a policy that is not valid when the portal starts', () => {
    expect(() =>
      createCheckAction({ policy: { rules: { 'no-such-rule': 'off' } } }),
    ).toThrow('no-such-rule');
  });

  it.each([
    ['a folder outside', { path: '../elsewhere' }],
    ['a Dockerfile outside', { path: '.', dockerfile: '../Dockerfile' }],
  ])('refuses %s', async (_, input) => {
    workspace.setContent({ Dockerfile: GOOD });
    await expect(run(input).done).rejects.toThrow(
      'Relative path is not allowed to refer to a directory outside its parent',
    );
  });

  it.each([
    ['no Dockerfile', { path: '.' }, 'There is no Dockerfile'],
    [
      'not the one named',
      { path: '.', dockerfile: 'Other.Dockerfile' },
      'There is no Other.Dockerfile',
    ],
  ])('says so when there is %s', async (_, input, message) => {
    workspace.setContent({ 'app.py': '' });
    await expect(run(input).done).rejects.toThrow(message);
  });

  it('does not judge what is not rendered', async () => {
    workspace.setContent({
      ...REST,
      Dockerfile:
        'FROM python:${{ values.python }}-slim\n{% if values.x %}\nUSER 1\n{% endif %}\n',
    });
    await expect(run({ path: '.', level: 'bronze' }).done).rejects.toThrow(
      'This is a template',
    );
  });
});
