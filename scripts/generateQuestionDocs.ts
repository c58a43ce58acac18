/**
 * Writes docs/questions.md: what rules may ask of a Dockerfile, from the doc comments of packages/engine/src/questions. With
 * `--check` it only tells whether the page is up to date.
 */
import ts from 'typescript';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './run';

const FOLDER = join(root, 'packages/engine/src/questions');
const PAGE = join(root, 'docs/questions.md');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(path);
      return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)
        ? [path]
        : [];
    })
    .sort();
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined) {
  return (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
}

/** The words above a declaration, without what is said of its parameters. */
function docOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => textOf(comment))
    .join(' ');
}

/** Exported functions of a file, and constants that hold one, with their comments. */
function questionsOf(path: string): { name: string; doc: string }[] {
  const file = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const isExported = (node: ts.Node) =>
    ts.canHaveModifiers(node) &&
    ts
      .getModifiers(node)
      ?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return file.statements.flatMap(node => {
    if (!isExported(node)) return [];
    if (
      (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) &&
      node.name
    )
      return [{ name: node.name.text, doc: docOf(node) }];
    return ts.isVariableStatement(node)
      ? node.declarationList.declarations
          .filter(
            ({ initializer }) =>
              initializer !== undefined && ts.isCallExpression(initializer),
          )
          .map(({ name }) => ({ name: name.getText(), doc: docOf(node) }))
      : [];
  });
}

const without: string[] = [];
const lines = [
  '# Questions',
  '',
  'What a rule may ask of a Dockerfile. Each question is answered once for a file, however many rules ask it. The page is made from the',
  'doc comments below `packages/engine/src/questions` by `deno task docs:questions`.',
];
for (const path of sourceFiles(FOLDER)) {
  const found = questionsOf(path);
  if (found.length === 0) continue;
  lines.push('', `## ${relative(FOLDER, path).replace(/\.ts$/, '')}`, '');
  for (const { name, doc } of found) {
    if (doc === '') without.push(`${relative(root, path)}: ${name}`);
    lines.push(`- \`${name}\`: ${doc}`);
  }
}
if (without.length > 0) {
  console.error(`Without a doc comment:\n${without.join('\n')}`);
  process.exit(1);
}
const page = `${lines.join('\n')}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(PAGE, 'utf8') !== page) {
    console.error(
      'docs/questions.md is not up to date. Run `deno task docs:questions`.',
    );
    process.exit(1);
  }
} else {
  writeFileSync(PAGE, page);
}
console.log(`${lines.filter(line => line.startsWith('- ')).length} questions.`);
