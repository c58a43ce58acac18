/* eslint-disable no-console -- a report is what this script is for */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { CATEGORY_WEIGHTS, type Rule, rules } from '../packages/engine/src';

/** Writes docs/rules from the rules; with `--check` it only tells whether the pages are up to date. */

const FOLDER = new URL('../docs/rules/', import.meta.url);

const CATEGORIES: Readonly<Record<Rule['category'], string>> = {
  'build-separation': 'Build separation',
  'base-image': 'Base image',
  security: 'Security at run time',
  efficiency: 'Efficiency',
  operability: 'Operability',
};

function block(text: string): string {
  return ['```dockerfile', text, '```'].join('\n');
}

function levelOf({ level }: Rule): string {
  return level ? `needed for ${level}` : 'gates no level';
}

function aliasesOf({ aliases }: Rule): string {
  return aliases.length > 0
    ? aliases.map(alias => `\`${alias}\``).join(', ')
    : 'none';
}

function optionsOf({ options }: Rule): string[] {
  const entries = Object.entries(options ?? {});
  if (entries.length === 0) return [];
  return [
    '## Options',
    ['| Option | Default |', '| --- | --- |']
      .concat(
        entries.map(
          ([name, value]) => `| \`${name}\` | \`${JSON.stringify(value)}\` |`,
        ),
      )
      .join('\n'),
  ];
}

function waiverOf({ id }: Rule): string {
  return [
    'Above the instruction, or at the top of the file with an empty line behind it for the whole file:',
    '',
    block(
      `# scorecard: ignore=${id} until=2027-01-31 reason="why it has to be so"`,
    ),
    '',
    `In the policy: \`rules: { ${id}: off }\`, or another severity or level.`,
  ].join('\n');
}

function pageOf(rule: Rule): string {
  const { docs } = rule;
  const facts = [
    `| Rule | \`${rule.id}\` |`,
    '| --- | --- |',
    `| Where it passes | ${rule.passing} |`,
    `| Severity | ${rule.severity} |`,
    `| Level | ${levelOf(rule)} |`,
    `| Category | ${CATEGORIES[rule.category]} (${
      CATEGORY_WEIGHTS[rule.category]
    } of 100 points), weight ${rule.weight} |`,
    `| Profile | ${rule.profile ?? 'recommended'} |`,
    `| Covers | ${aliasesOf(rule)} |`,
  ].join('\n');
  const parts = [
    `# ${rule.title}`,
    facts,
    '## What it finds',
    docs.what,
    '## Why',
    docs.why,
    '## Example',
    block(docs.example),
    '## Instead',
    block(docs.instead),
    ...(docs.exceptions ? ['## Exceptions', docs.exceptions] : []),
    ...optionsOf(rule),
    '## How to waive it',
    waiverOf(rule),
  ];
  return `${parts.join('\n\n')}\n`;
}

function indexPage(): string {
  const parts = [
    '# Rules',
    'Every rule with its severity and the level that needs it. These pages are generated from the rules by `deno task docs:rules`.',
  ];
  for (const [category, title] of Object.entries(CATEGORIES)) {
    const own = rules.filter(rule => rule.category === category);
    parts.push(
      `## ${title}`,
      [
        '| Rule | What | Severity | Level | Covers |',
        '| --- | --- | --- | --- | --- |',
        ...own.map(
          rule =>
            `| [${rule.id}](${rule.id}.md) | ${rule.title} | ${
              rule.severity
            } | ${rule.level ?? '–'} | ${rule.aliases.join(', ')} |`,
        ),
      ].join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function pages(): Map<string, string> {
  const result = new Map([['index.md', indexPage()]]);
  for (const rule of rules) result.set(`${rule.id}.md`, pageOf(rule));
  return result;
}

async function existing(): Promise<string[]> {
  return readdir(FOLDER).catch(error => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

async function outdated(
  wanted: ReadonlyMap<string, string>,
): Promise<string[]> {
  const names = new Set([...(await existing()), ...wanted.keys()]);
  const differing: string[] = [];
  for (const name of names) {
    const text = await readFile(new URL(name, FOLDER), 'utf8').catch(
      () => undefined,
    );
    if (text !== wanted.get(name)) differing.push(name);
  }
  return differing.sort();
}

const wanted = pages();
const differing = await outdated(wanted);
if (!process.argv.includes('--check')) {
  await mkdir(FOLDER, { recursive: true });
  for (const name of differing) {
    const text = wanted.get(name);
    if (text === undefined) await rm(new URL(name, FOLDER));
    else await writeFile(new URL(name, FOLDER), text);
  }
  console.log(
    `${wanted.size} pages in docs/rules, ${differing.length} written or removed`,
  );
} else if (differing.length > 0) {
  console.error(
    `docs/rules is out of date: ${differing.join(
      ', ',
    )}. Run \`deno task docs:rules\`.`,
  );
  process.exit(1);
} else console.log(`${wanted.size} pages in docs/rules are up to date`);
