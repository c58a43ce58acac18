import { casesFolder, type ParserCase, readCases } from './cases';
import { compareNodes } from './nodes';

const folder = await casesFolder(Deno.args[0]);
if (folder === undefined) {
  console.log('skipped: cases not found');
  Deno.exit(0);
}
for (const file of ['corpus.jsonl.gz','buildkit-parser.jsonl','buildkit-parser-fuzz.jsonl.gz']) {
  const cases = await readCases<ParserCase>(`${folder}/${file}`);
  let passed = 0; const diffs: string[] = [];
  for (const c of cases) {
    const d = compareNodes(c);
    if (d === undefined) passed++; else diffs.push(`${c.id}: ${d}`);
  }
  console.log(file, passed, '/', cases.length);
  for (const d of diffs.slice(0, 12)) console.log('  ', d.slice(0, 1200));
}
