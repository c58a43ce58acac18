import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const COMPONENT = join(
  __dirname,
  '../../../templates/dockerfile-scorecard.yml',
);

interface Header {
  spec: { inputs: Record<string, { default: string }> };
}
interface Pipeline {
  'dockerfile-scorecard': {
    script: string[];
    artifacts: { reports: { codequality: string } };
  };
}

const [header, pipeline] = parseAllDocuments(
  readFileSync(COMPONENT, 'utf8'),
).map(document => document.toJS()) as [Header, Pipeline];
const job = pipeline['dockerfile-scorecard'];

describe('the GitLab component', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'component-'));
    mkdirSync(join(folder, 'bin'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the script of the job as GitLab does, with `npx` that notes what it is asked. */
  async function run(
    inputs: Record<string, string>,
    status: number,
    env: Record<string, string> = {},
  ) {
    const npx = join(folder, 'bin/npx');
    writeFileSync(
      npx,
      `#!/bin/sh\necho "$*" >> "${folder}/log"\ncase "$*" in *markdown*) echo '## Summary';; *) echo '[]';; esac\nexit ${status}\n`,
    );
    chmodSync(npx, 0o755);
    const values = Object.fromEntries(
      Object.entries(header.spec.inputs).map(([name, input]) => [
        name,
        inputs[name] ?? input.default,
      ]),
    );
    const script = job.script
      .join('\n')
      .replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name) => values[name]);
    const { code, out } = await new Promise<{ code: number; out: string }>(
      resolve =>
        execFile(
          'bash',
          ['-e', '-c', script],
          {
            cwd: folder,
            env: {
              PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
              ...env,
            },
          },
          (error, stdout) =>
            resolve({ code: Number(error?.code ?? 0), out: stdout }),
        ),
    );
    return {
      code,
      out,
      log: readFileSync(join(folder, 'log'), 'utf8').trim().split('\n'),
    };
  }

  it('writes the report that the job names, and says how it went', async () => {
    const { code, log } = await run({}, 0);
    expect([code, log]).toEqual([
      0,
      [
        '--yes dockerfile-scorecard@latest check --format gitlab .',
        '--yes dockerfile-scorecard@latest check --fail-under bronze .',
      ],
    ]);
    expect(
      readFileSync(join(folder, job.artifacts.reports.codequality), 'utf8'),
    ).toBe('[]\n');
  });

  it('fails where a Dockerfile is below what is asked, with the report', async () => {
    const { code, log } = await run(
      { path: 'a b', 'fail-under': 'gold', version: '1.2.3' },
      1,
    );
    expect(code).toBe(1);
    expect(log).toEqual([
      '--yes dockerfile-scorecard@1.2.3 check --format gitlab a b',
      '--yes dockerfile-scorecard@1.2.3 check --fail-under gold a b',
    ]);
  });

  describe('with a token', () => {
    let server: Server;
    let requests: string[];
    let pages: object[][];

    async function bodyOf(request: IncomingMessage) {
      let body = '';
      for await (const chunk of request) body += chunk;
      return body;
    }

    beforeEach(async () => {
      requests = [];
      pages = [[]];
      server = createServer(async (request, response) => {
        const body = await bodyOf(request);
        const token = request.headers['private-token'];
        requests.push(`${token} ${request.method} ${request.url} ${body}`);
        const url = new URL(request.url ?? '', 'http://gitlab');
        const page = Number(url.searchParams.get('page') ?? 1);
        if (page < pages.length)
          response.setHeader('x-next-page', String(page + 1));
        response.statusCode = token === 'good' ? 200 : 401;
        response.end(JSON.stringify(pages[page - 1]));
      }).listen(0, '127.0.0.1');
      await new Promise(resolve => server.once('listening', resolve));
    });
    afterEach(() => server.close());

    const inMergeRequest = (token: string) => ({
      SCORECARD_TOKEN: token,
      CI_API_V4_URL: `http://127.0.0.1:${
        (server.address() as AddressInfo).port
      }/api/v4`,
      CI_PROJECT_ID: '12',
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc',
    });
    const NOTE = JSON.stringify({
      body: '<!-- dockerfile-scorecard -->\n## Summary',
    });
    const NOTES = '/api/v4/projects/12/merge_requests/7/notes';

    it('posts a note', async () => {
      const { code, log } = await run({}, 0, inMergeRequest('good'));
      expect(code).toBe(0);
      expect(log[1]).toBe(
        '--yes dockerfile-scorecard@latest check --format markdown --fail-under none .',
      );
      expect(requests).toEqual([
        `good GET ${NOTES}?sort=asc&per_page=100&page=1 `,
        `good POST ${NOTES} ${NOTE}`,
      ]);
    });

    it('updates the note that it has posted, on whatever page', async () => {
      pages = [
        [{ id: 1, body: 'LGTM' }],
        [{ id: 5, body: '<!-- dockerfile-scorecard -->\nold' }],
      ];
      await run({}, 0, inMergeRequest('good'));
      expect(requests.slice(-1)).toEqual([`good PUT ${NOTES}/5 ${NOTE}`]);
    });

    it('compares with the target branch, where the checkout has it', async () => {
      writeFileSync(
        join(folder, 'bin/git'),
        `#!/bin/sh\n[ "$*" = 'cat-file -e abc^{commit}' ]\n`,
      );
      chmodSync(join(folder, 'bin/git'), 0o755);
      const { log } = await run({}, 0, inMergeRequest('good'));
      expect(log[1]).toBe(
        '--yes dockerfile-scorecard@latest check --format markdown --since abc .',
      );
    });

    it('goes on where GitLab refuses, and says so', async () => {
      const { code, out, log } = await run({}, 0, inMergeRequest('bad'));
      expect(code).toBe(0);
      expect(out).toContain('The summary was not posted.');
      expect(log).toHaveLength(3);
    });

    it('posts none outside of a merge request', async () => {
      await run({}, 0, { ...inMergeRequest('good'), CI_MERGE_REQUEST_IID: '' });
      expect(requests).toEqual([]);
    });
  });
});
