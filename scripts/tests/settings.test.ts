import { deepStrictEqual, notStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { parse } from 'yaml';
import { root } from '../run';

const PAGE = readFileSync(join(root, 'docs/settings.md'), 'utf8');
const SCHEMAS = ['dockerfile-scorecard-backend', 'dockerfile-scorecard'];

/** Paths of the settings of a type; an object with names of its own choosing is one setting. */
function settingsOf(type: ts.TypeNode, path: string): string[] {
  if (!ts.isTypeLiteralNode(type)) return [path];
  if (!type.members.every(ts.isPropertySignature)) return [path];
  return type.members.flatMap(member => {
    if (!ts.isPropertySignature(member) || !member.type) return [];
    const name = member.name.getText();
    return settingsOf(member.type, path === '' ? name : `${path}.${name}`);
  });
}

function settingsOfSchema(plugin: string): string[] {
  const path = join(root, 'plugins', plugin, 'config.d.ts');
  const file = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  return file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => members)
    .filter(ts.isPropertySignature)
    .flatMap(({ type }) => (type ? settingsOf(type, '') : []));
}

const sections = PAGE.split(/^### /m)
  .slice(1)
  .map(text => ({ name: /^`([^`]+)`/.exec(text)?.[1] ?? '', text }));

test('docs/settings.md describes every setting of the schemas, and no other', () =>
  deepStrictEqual(
    sections.map(({ name }) => name).sort(),
    SCHEMAS.flatMap(settingsOfSchema).sort(),
  ));

for (const { name, text } of sections)
  test(`the example of ${name} sets it`, () => {
    const example = /^```yaml\n([^]*?)^```/m.exec(text)?.[1];
    const value = `dockerfileScorecard.${name}`
      .split('.')
      .reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        parse(example ?? ''),
      );
    notStrictEqual(value, undefined);
  });
