/**
 * Holds the engine to its floors: data goes one way, so a file imports only from its own floor and those below it.
 * Prints the arrows between floors; exits with 1 on an import that goes up, and when rules reach past the questions more often than
 * they did: each such import is a question that has no name yet.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { root } from './run';

/** From the ground up. */
const FLOORS = [
  'verdict',
  'facts',
  'syntax',
  'shell',
  'images',
  'graph',
  'contents',
  'questions',
  'rules',
  'policy',
  'scorecard',
  'repository',
  'fixes',
];

/** Imports of rules from floors below the questions; it may only fall. */
const MOST_PAST_QUESTIONS = 95;

const SOURCES = join(root, 'packages/engine/src');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === '__testUtils__' ? [] : sourceFiles(path);
    return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)
      ? [path]
      : [];
  });
}

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+'(\.[^']*)'/gms),
  ].map(match => match[1]);
}

const arrows = new Map<string, number>();
const upward: string[] = [];
for (const path of sourceFiles(SOURCES)) {
  const file = relative(SOURCES, path).split(sep).join('/');
  const from = FLOORS.indexOf(file.split('/')[0]);
  if (from < 0) continue;
  for (const specifier of importsOf(readFileSync(path, 'utf8'))) {
    const target = posix.join(dirname(file), specifier);
    const to = FLOORS.indexOf(target.split('/')[0]);
    if (to < 0 || to === from) continue;
    const arrow = `${FLOORS[from]} → ${FLOORS[to]}`;
    arrows.set(arrow, (arrows.get(arrow) ?? 0) + 1);
    if (to > from) upward.push(`${file} imports ${target}`);
  }
}
for (const floor of FLOORS) {
  const own = [...arrows]
    .filter(([arrow]) => arrow.startsWith(`${floor} →`))
    .map(([arrow, count]) => `${arrow.split('→ ')[1]} ${count}`);
  if (own.length > 0) console.log(`${floor.padEnd(11)} → ${own.join(', ')}`);
}
if (upward.length > 0) {
  console.error(`\nImports that go up:\n${upward.join('\n')}`);
  process.exit(1);
}
const past = FLOORS.slice(1, FLOORS.indexOf('questions'))
  .map(floor => arrows.get(`rules → ${floor}`) ?? 0)
  .reduce((sum, count) => sum + count, 0);
console.log(
  `${FLOORS.length} floors, no import goes up; rules reach past the questions ${past} times.`,
);
if (past > MOST_PAST_QUESTIONS) {
  console.error(
    `Rules may reach past the questions ${MOST_PAST_QUESTIONS} times. Ask a question of docs/questions.md, or add one.`,
  );
  process.exit(1);
}
if (past < MOST_PAST_QUESTIONS) {
  console.error(
    `MOST_PAST_QUESTIONS in scripts/floors.ts can fall to ${past}.`,
  );
  process.exit(1);
}
