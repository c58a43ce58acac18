/** Writes docs/api.md from the OpenAPI description of the backend plugin. With `--check` it only tells whether the page is up to date. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { npmProgram, root } from './run';

const SOURCE = 'plugins/dockerfile-scorecard-backend/src/schema/openapi.yaml';
const PAGE = join(root, 'docs/api.md');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Reference {
  $ref: string;
}
interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  items?: Schema | Reference;
  properties?: Record<string, Schema | Reference>;
  required?: string[];
  description?: string;
  allOf?: (Schema | Reference)[];
  oneOf?: (Schema | Reference)[];
  additionalProperties?: boolean | Schema | Reference;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema | Reference;
}
interface Content {
  content?: Record<string, { schema: Schema | Reference }>;
  description?: string;
}
interface Operation {
  summary: string;
  description?: string;
  tags: string[];
  parameters?: (Parameter | Reference)[];
  requestBody?: Content | Reference;
  responses: Record<string, Content | Reference>;
}
interface Description {
  paths: Record<string, Partial<Record<(typeof METHODS)[number], Operation>>>;
  components: { schemas: Record<string, Schema | Reference> };
}

const description: Description = parse(
  readFileSync(join(root, SOURCE), 'utf8'),
);

/** What a reference leads to. */
function follow<T extends object>(value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const found = value.$ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (at, key) => (at as Record<string, unknown>)?.[key],
      description,
    );
  if (found === undefined) throw new Error(`${value.$ref} is not there.`);
  return follow(found as T | Reference);
}

/** A type in words; one with a name of its own as a link to it. */
function typeOf(schema: Schema | Reference): string {
  if ('$ref' in schema) {
    const name = schema.$ref.replace(/^.*\//, '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(', ');
  if (schema.type === 'array')
    return `list of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  const alternatives = schema.oneOf ?? schema.allOf;
  if (alternatives)
    return alternatives.map(typeOf).join(schema.oneOf ? ' or ' : ' and ');
  if (typeof schema.additionalProperties === 'object')
    return `map of ${typeOf(schema.additionalProperties)}`;
  return [schema.type ?? 'anything', schema.format && `(${schema.format})`]
    .filter(Boolean)
    .join(' ');
}

function cell(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}

function bodyOf(content: Content): string {
  const types = Object.entries(content.content ?? {});
  return types
    .map(([type, { schema }]) => `${typeOf(schema)}, \`${type}\``)
    .join(' or ');
}

function operationText(path: string, method: string, operation: Operation) {
  const parameters = (operation.parameters ?? []).map(one =>
    follow<Parameter>(one),
  );
  const body = operation.requestBody
    ? `Body: ${bodyOf(follow<Content>(operation.requestBody))}`
    : '';
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(
      ([status, response]) =>
        `\`${status}\`: ${[
          cell(follow<Content>(response).description),
          bodyOf(follow<Content>(response)),
        ]
          .filter(Boolean)
          .join(' ')}`,
    );
  return [
    `### ${operation.summary}`,
    `\`${method.toUpperCase()} ${path}\``,
    operation.description ?? '',
    table(
      ['parameter', 'in', 'type', 'meaning'],
      parameters.map(one => [
        `\`${one.name}\`${one.required ? '' : ' (optional)'}`,
        one.in,
        typeOf(one.schema),
        cell(one.description),
      ]),
    ),
    body,
    answers.join('\n\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function schemaText(name: string, value: Schema | Reference): string {
  const schema = follow<Schema>(value);
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => [
    `\`${key}\`${schema.required?.includes(key) ? '' : ' (optional)'}`,
    typeOf(field),
    '$ref' in field ? '' : cell(field.description),
  ]);
  return [
    `### ${name}`,
    schema.description ?? '',
    fields.length > 0
      ? table(['field', 'type', 'meaning'], fields)
      : `Type: ${typeOf(schema)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const operations = Object.entries(description.paths).flatMap(([path, item]) =>
  METHODS.flatMap(method => {
    const operation = item[method];
    return operation ? [{ path, method, operation }] : [];
  }),
);
const tags = [...new Set(operations.map(({ operation }) => operation.tags[0]))];
const text = [
  '# API',
  `This page is generated from [\`openapi.yaml\`](https://github.com/dockerfile-scorecard/dockerfile-scorecard/blob/main/${SOURCE}).`,
  'Paths are below `/api/dockerfile-scorecard`. Every request needs a token of Backstage and shows what the catalog would show to its owner. Packages can use the client in `backstage-plugin-dockerfile-scorecard-common`.',
  '```sh\ncurl -H "Authorization: Bearer $TOKEN" \'https://backstage.example.com/api/dockerfile-scorecard/scorecards?level=none&limit=20\'\n```',
  ...tags.flatMap(tag => [
    `## ${tag}`,
    ...operations
      .filter(({ operation }) => operation.tags[0] === tag)
      .map(({ path, method, operation }) =>
        operationText(path, method, operation),
      ),
  ]),
  '## Types',
  ...Object.entries(description.components.schemas).map(([name, schema]) =>
    schemaText(name, schema),
  ),
].join('\n\n');
const { status, stdout } = spawnSync(
  process.execPath,
  npmProgram('prettier/bin-prettier.js', '--stdin-filepath', PAGE),
  { cwd: root, encoding: 'utf8', input: text },
);
if (status !== 0) throw new Error('Prettier could not format the page.');
const page = stdout;

if (!process.argv.includes('--check')) {
  writeFileSync(PAGE, page);
} else if (readFileSync(PAGE, 'utf8') !== page) {
  console.error('docs/api.md is out of date. Run `deno task docs:api`.');
  process.exit(1);
}
