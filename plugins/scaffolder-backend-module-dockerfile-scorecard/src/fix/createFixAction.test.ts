import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { evaluateDockerfile } from 'dockerfile-scorecard-engine';
import { createFixAction } from './createFixAction';

const TODAY = '2026-11-23';
const SINGLE = `FROM python:3.13-trixie
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["gunicorn", "app:app"]
`;
const SERVICE = {
  Dockerfile: SINGLE,
  'app.py': '',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n',
  tests: { 'test_app.py': '' },
};

describe('dockerfile-scorecard:fix', () => {
  const workspace = createMockDirectory();

  beforeEach(() => workspace.setContent({ repository: SERVICE }));

  async function run(input: object) {
    const output = jest.fn();
    const context = {
      ...createMockActionContext({
        input: {
          path: 'repository',
          dockerfile: 'Dockerfile',
          changesPath: 'changes',
          ...input,
        },
        workspacePath: workspace.path,
      }),
      output,
    };
    await createFixAction({ today: () => TODAY }).handler(context as never);
    return Object.fromEntries(output.mock.calls);
  }

  function content() {
    return workspace.content({ shouldReadAsText: true }) as Record<
      string,
      Record<string, string>
    >;
  }

  it('fixes the findings of a rule, and writes the changed files apart', async () => {
    const output = await run({ change: 'rule', rule: 'cache-in-final-layer' });
    expect(output).toMatchObject({
      title: 'Fix cache-in-final-layer in Dockerfile',
      files: ['Dockerfile'],
      branch: expect.stringMatching(
        /^dockerfile-scorecard\/fix-cache-in-final-layer-in-dockerfile-[0-9a-f]{8}$/,
      ),
    });
    expect(output.description).toContain('(`cache-in-final-layer`)');
    const { changes, repository } = content();
    expect(Object.keys(changes)).toEqual(['Dockerfile']);
    expect(changes.Dockerfile).toContain('pip install --no-cache-dir -r');
    expect(repository.Dockerfile).toBe(changes.Dockerfile);
  });

  it('rewrites the file in two stages, with the .dockerignore that belongs to it', async () => {
    const output = await run({ change: 'rewrite' });
    expect(output).toMatchObject({
      title: 'Build Dockerfile in two stages',
      files: ['Dockerfile', '.dockerignore'],
      before: 'bronze',
      after: 'silver',
    });
    const { changes } = content();
    expect(changes.Dockerfile).toMatch(/AS build[^]*COPY --from=build/);
    expect(changes['.dockerignore']).toContain('tests');
  });

  it('adds a server that is missing to the requirements of the folder that is built', async () => {
    workspace.setContent({
      repository: {
        '.git': { HEAD: '' },
        svc: {
          ...SERVICE,
          Dockerfile: SINGLE.replace(
            '["gunicorn", "app:app"]',
            '["flask", "run", "--host", "0.0.0.0"]',
          ),
          'requirements.txt': 'flask==3.1.2\n',
        },
      },
    });
    const output = await run({
      dockerfile: 'svc/Dockerfile',
      change: 'rule',
      rule: 'dev-server',
    });
    expect(output.files).toEqual(['svc/Dockerfile', 'svc/requirements.txt']);
    expect(output.description).toContain('gunicorn==26.2.0');
    const { changes } = workspace.content({ shouldReadAsText: true }) as {
      changes: { svc: Record<string, string> };
    };
    expect(changes.svc['requirements.txt']).toBe(
      'flask==3.1.2\ngunicorn==26.2.0\n',
    );
    expect(changes.svc.Dockerfile).toContain('CMD ["gunicorn", ');
  });

  it('reaches a level', async () => {
    const { after } = await run({ change: 'level', level: 'bronze' }).catch(
      () => ({ after: undefined }),
    );
    // it is bronze already
    expect(after).toBeUndefined();
    expect((await run({ change: 'all' })).title).toMatch(
      /^Bring Dockerfile from bronze to /,
    );
  });

  it('takes the text that the change was chosen for', async () => {
    const { contentHash } = evaluateDockerfile({
      path: 'Dockerfile',
      text: SINGLE,
      today: TODAY,
    });
    const input = { change: 'rule', rule: 'cache-in-final-layer' };
    expect(await run({ ...input, contentHash })).toMatchObject({
      files: ['Dockerfile'],
    });
    // it is another one now
    await expect(run({ ...input, contentHash })).rejects.toThrow(
      'Dockerfile has changed since its scorecard was made.',
    );
  });

  it.each([
    [{ change: 'rule' }, 'Which rule is to be fixed'],
    [{ change: 'level' }, 'Which level is to be reached'],
    [
      { change: 'rule', rule: 'libc-mismatch' },
      'No fix of libc-mismatch is known for Dockerfile.',
    ],
    [
      { change: 'all', dockerfile: 'docker/Dockerfile' },
      'There is no docker/Dockerfile in the repository.',
    ],
    [{ change: 'all', dockerfile: '../../etc/passwd' }, /not allowed|outside/i],
  ])('refuses %j, and changes nothing', async (input, message) => {
    await expect(run(input)).rejects.toThrow(message);
    expect(content()).toEqual({ repository: SERVICE });
  });

  it('says why it cannot rewrite', async () => {
    workspace.setContent({
      repository: { Dockerfile: 'FROM acme/base:1\nCMD ["a"]\n' },
    });
    await expect(run({ change: 'rewrite' })).rejects.toThrow(
      /Dockerfile cannot be rewritten:\n.*ownImages/,
    );
  });
});
