import { evaluateDockerfile, proposeFixes } from 'dockerfile-scorecard-engine';
import Ajv from 'ajv';
import { XMLValidator } from 'fast-xml-parser';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judged } from '../judged';
import { FORMATS, FORMAT_NAMES, type FormatName } from '.';

const TODAY = '2026-11-25';
/** Written anew with UPDATE_GOLDEN=1; read the difference before it is committed. */
const GOLDEN = join(__dirname, '__testUtils__', 'golden');

function judged(path: string, text: string): Judged {
  const input = { path, text, today: TODAY };
  return {
    text,
    evaluation: evaluateDockerfile(input),
    fixes: () => proposeFixes(input),
  };
}

const ITEMS: readonly Judged[] = [
  judged(
    'services/a b/Dockerfile',
    [
      'FROM python:3.14-slim-trixie AS builder',
      'COPY requirements.txt .',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'FROM python:3.14-slim-trixie',
      'WORKDIR /app',
      'COPY src/ ./src/',
      'CMD ["gunicorn", "src.app:app"]',
      '',
    ].join('\n'),
  ),
  judged(
    'good/Dockerfile',
    'FROM gcr.io/distroless/static-debian13:nonroot\nCOPY server /\nCMD ["/server"]\n',
  ),
  judged('template/Dockerfile', 'FROM x:{{ v }}\n{% if a %}\n{% endif %}\n'),
  judged(
    'broken/Dockerfile',
    'FROM python:3.14-slim-trixie\nMKDIR <a> & "b"\n',
  ),
];

const terminal = {
  out: () => {},
  error: () => {},
  input: async () => '',
  color: false,
};

function printed(format: FormatName): string {
  // the release of the engine is no part of the format
  return FORMATS[format](ITEMS, terminal)
    .replace(/"(contentHash|policyHash)": "[^"]*"/g, '"$1": "…"')
    .replace(/"version": "(?!2\.1\.0)[^"]*"/g, '"version": "…"');
}

/** Rules come and go; the results are what the format is about. */
function withoutRules(text: string): string {
  const log = JSON.parse(text);
  for (const { tool } of log.runs) tool.driver.rules = [];
  for (const result of log.runs[0].results) result.ruleIndex = 0;
  return `${JSON.stringify(log, null, 2)}\n`;
}

describe('a format', () => {
  it.each(FORMAT_NAMES.filter(name => name !== 'json'))(
    '%s prints what its golden file holds',
    name => {
      const text =
        name === 'sarif' ? withoutRules(printed(name)) : printed(name);
      const file = join(GOLDEN, `${name}.txt`);
      if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
      expect(text).toBe(readFileSync(file, 'utf8'));
    },
  );

  it('json prints the evaluations as they are', () => {
    const { dockerfiles } = JSON.parse(FORMATS.json(ITEMS, terminal));
    expect(dockerfiles).toEqual(
      JSON.parse(JSON.stringify(ITEMS.map(({ evaluation }) => evaluation))),
    );
  });

  it('json fits the schema that is published', () => {
    const validate = new Ajv({ allErrors: true, strict: false }).compile(
      JSON.parse(
        readFileSync(
          join(__dirname, '../../schema/check-1.schema.json'),
          'utf8',
        ),
      ),
    );
    const report = JSON.parse(FORMATS.json(ITEMS, terminal));
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...report, version: 2 })).toBe(false);
    const [first] = report.dockerfiles;
    expect(
      validate({ ...report, dockerfiles: [{ ...first, level: 'platinum' }] }),
    ).toBe(false);
  });

  it.each(['junit', 'checkstyle'] as const)('%s is well-formed', name => {
    expect(XMLValidator.validate(printed(name))).toBe(true);
  });

  it('gives every issue of GitLab a fingerprint of its own', () => {
    const issues: { fingerprint: string; location: { path: string } }[] =
      JSON.parse(FORMATS.gitlab(ITEMS, terminal));
    const keys = issues.map(
      ({ fingerprint, location }) => `${location.path} ${fingerprint}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('keeps a workflow command on one line', () => {
    const lines = FORMATS.github(ITEMS, terminal).trimEnd().split('\n');
    expect(
      lines.every(line => /^::(?:error|warning|notice) file=/.test(line)),
    ).toBe(true);
  });
});
