import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type Location,
  type ProtocolConnection,
} from 'vscode-languageserver/node.js';
import { serve } from './server';

const TEXT = [
  'FROM python:3.14-slim-trixie AS builder',
  'RUN python -m venv /opt/venv',
  'ENV PATH="/opt/venv/bin:$PATH"',
  'RUN pip install --no-cache-dir gunicorn==23.0.0',
  'FROM python:3.14-slim-trixie',
  'WORKDIR /app',
  'COPY app.py .',
  'COPY --from=builder /opt/venv /opt/venv',
  'ENV PATH="/opt/venv/bin:$PATH"',
  'CMD ["gunicorn", "app:app"]',
  '',
].join('\n');

let folder: string;
let uri: string;
let client: ProtocolConnection;
let served: Promise<void>;
let published: (diagnostics: Diagnostic[]) => void;

/** The next findings that the server publishes. */
function nextDiagnostics(): Promise<Diagnostic[]> {
  return new Promise(resolve => {
    published = resolve;
  });
}

beforeEach(async () => {
  // the protocol library ends the process when the editor says so
  jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  folder = mkdtempSync(join(tmpdir(), 'lsp-'));
  writeFileSync(join(folder, 'app.py'), '');
  writeFileSync(join(folder, '.dockerignore'), '.git\n');
  writeFileSync(join(folder, 'Dockerfile'), TEXT);
  uri = pathToFileURL(join(folder, 'Dockerfile')).href;
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  served = serve(createConnection(ProposedFeatures.all, toServer, toClient));
  client = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  client.onNotification(
    'textDocument/publishDiagnostics',
    ({ diagnostics }: { diagnostics: Diagnostic[] }) => published(diagnostics),
  );
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  await client.sendNotification('initialized', {});
});

afterEach(async () => {
  await client.sendRequest('shutdown');
  await client.sendNotification('exit');
  await served;
  client.dispose();
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

async function open(text: string): Promise<Diagnostic[]> {
  const next = nextDiagnostics();
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'dockerfile', version: 1, text },
  });
  return next;
}

function at(line: number) {
  return { textDocument: { uri }, position: { line, character: 0 } };
}

describe('the language server', () => {
  it('publishes findings with the page of their rule, and forgets them', async () => {
    const found = await open(TEXT);
    expect(found).toContainEqual(
      expect.objectContaining({
        code: 'runs-as-root',
        severity: 1,
        source: 'dockerfile-scorecard',
        codeDescription: {
          href: expect.stringContaining('/runs-as-root.md'),
        },
        range: expect.objectContaining({
          start: { line: 4, character: 0 },
        }),
      }),
    );
    const closed = nextDiagnostics();
    await client.sendNotification('textDocument/didClose', {
      textDocument: { uri },
    });
    expect(await closed).toEqual([]);
  });

  it('knows what lies around the file, and what the policy of the folder says', async () => {
    writeFileSync(join(folder, '.dockerignore'), '*.txt\n');
    writeFileSync(join(folder, 'requirements.txt'), 'flask==3.1.2\n');
    const found = await open(
      'FROM python:3.14-slim-trixie\nCOPY requirements.txt ./\nUSER 10001\nCMD ["python"]\n',
    );
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'copy-source-missing' }),
    );
  });

  it('judges again what is typed', async () => {
    await open(TEXT);
    const next = nextDiagnostics();
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        {
          range: {
            start: { line: 9, character: 0 },
            end: { line: 9, character: 0 },
          },
          text: 'USER 10001\n',
        },
      ],
    });
    const codes = (await next).map(({ code }) => code);
    expect(codes).not.toContain('runs-as-root');
  });

  it('offers the proven fixes of the findings at a line', async () => {
    const diagnostics = await open(TEXT);
    const line = { line: 4, character: 0 };
    const actions = await client.sendRequest<CodeAction[]>(
      'textDocument/codeAction',
      {
        textDocument: { uri },
        range: { start: line, end: line },
        context: { diagnostics },
      },
    );
    expect(actions).toContainEqual(
      expect.objectContaining({
        title: 'Run as user 10001 (review it)',
        kind: 'quickfix',
        diagnostics: [expect.objectContaining({ code: 'runs-as-root' })],
        edit: {
          changes: {
            [uri]: [expect.objectContaining({ newText: 'USER 10001\n' })],
          },
        },
      }),
    );
  });

  it('offers to split a file of one stage', async () => {
    const single = [
      'FROM python:3.14-trixie',
      'WORKDIR /app',
      'RUN pip install --no-cache-dir gunicorn==23.0.0',
      'COPY app.py .',
      'CMD ["gunicorn", "app:app"]',
      '',
    ].join('\n');
    await open(single);
    const line = { line: 0, character: 0 };
    const actions = await client.sendRequest<CodeAction[]>(
      'textDocument/codeAction',
      {
        textDocument: { uri },
        range: { start: line, end: line },
        context: { diagnostics: [] },
      },
    );
    const split = actions.find(({ kind }) => kind === 'refactor.rewrite');
    const [edit] = split?.edit?.changes?.[uri] ?? [];
    expect(edit.range.end).toEqual({ line: 5, character: 0 });
    expect(edit.newText).toContain('COPY --from=build /opt/venv /opt/venv\n');
  });

  it('tells of images, stages and copies on hover, and leads to the stage', async () => {
    await open(TEXT);
    const from = await client.sendRequest<Hover>('textDocument/hover', at(0));
    expect(from.contents).toEqual({
      kind: 'markdown',
      value: expect.stringMatching(
        /\*\*python:3\.14-slim-trixie\*\*, debian 13[\s\S]*Stage builder holds at its end[\s\S]*\/opt\/venv/,
      ),
    });
    const copy = await client.sendRequest<Hover>('textDocument/hover', at(7));
    expect(copy.contents).toEqual({
      kind: 'markdown',
      value: expect.stringContaining('`/opt/venv` of stage builder'),
    });
    expect(await client.sendRequest('textDocument/hover', at(5))).toBeNull();
    const place = await client.sendRequest<Location>(
      'textDocument/definition',
      at(7),
    );
    expect([place.uri, place.range.start.line]).toEqual([uri, 0]);
    expect(
      await client.sendRequest('textDocument/definition', at(5)),
    ).toBeNull();
  });

  it('says why a template has no findings', async () => {
    const [only, ...others] = await open(
      'FROM x:{{ v }}\n{% if a %}\n{% endif %}\n',
    );
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      severity: 3,
      message: expect.stringContaining('template'),
    });
  });
});
