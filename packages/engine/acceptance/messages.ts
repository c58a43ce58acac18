/* eslint-disable no-console -- a report is what this script is for */
import { evaluateDockerfile, findingsOf, type Finding } from '../src';
import { LONGEST_MESSAGE } from '../src/rules/python/words';
import { casesFolder, readCases } from './cases';

const TODAY = '2026-11-25';

/** What nobody would say to a colleague (house style, words for people). */
const AVOIDED =
  /\b(?:mend(?:s|ed)?|gives? away|stands? in|tells? of|whoever|of which|taint(?:ed|s)?)\b/i;
/** Four names and more in a row. */
const LONG_LIST = /(?:`[^`]+`, ){3}`/;

interface Fault {
  why: string;
  id: string;
  finding: Finding;
}

function faultOf({ message }: Finding): string | undefined {
  const { length } = [...message];
  if (length > LONGEST_MESSAGE) return `${length} characters`;
  if (AVOIDED.test(message)) return `"${message.match(AVOIDED)?.[0]}"`;
  return LONG_LIST.test(message) ? 'more than three names' : undefined;
}

const folder = await casesFolder(Deno.args[0]);
if (folder === undefined) {
  console.log('NOT RUN: the acceptance cases are not there.');
} else {
  const texts = new Map<string, string>();
  for (const { id, dockerfile } of await readCases<{
    id: string;
    dockerfile: string;
  }>(`${folder}/corpus.jsonl.gz`))
    texts.set(id, dockerfile);
  for (const name of ['multistage-mutants', 'multistage-wild'])
    for (const { id, dockerfile } of await readCases<{
      id: string;
      dockerfile: string;
    }>(`${folder}/${name}.jsonl`))
      texts.set(id, dockerfile);
  for await (const { name } of Deno.readDir(`${folder}/taxonomy`))
    if (name.endsWith('.Dockerfile'))
      texts.set(name, await Deno.readTextFile(`${folder}/taxonomy/${name}`));
  let messages = 0;
  const faults: Fault[] = [];
  for (const [id, text] of texts) {
    const evaluation = evaluateDockerfile({
      path: 'Dockerfile',
      text,
      today: TODAY,
    });
    for (const finding of findingsOf(evaluation)) {
      messages++;
      const why = faultOf(finding);
      if (why) faults.push({ why, id, finding });
    }
  }
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${messages} messages of ${
      texts.size
    } files are short and plain, ${faults.length} are not`,
  );
  const seen = new Set<string>();
  for (const { why, id, finding } of faults) {
    const key = `${finding.rule} ${why.replace(/\d+/, '')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    console.log(`       ${finding.rule} (${why}, ${id}): ${finding.message}`);
  }
  console.log(
    `${Number(faults.length === 0)} passed, ${Number(
      faults.length > 0,
    )} failed`,
  );
  Deno.exit(Number(faults.length > 0));
}
