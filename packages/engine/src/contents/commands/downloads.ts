import { has, optionNames, readArguments, textOf, valueOf } from '../arguments';
import { DATA_PLACES, type DataTool } from '../../facts/dataTools';
import { joinPath, resolvePath } from '../paths';
import { defaultTarget } from '../python/installs';
import { pythonOf } from '../python/lookup';
import type { Call, StageState } from '../stageState';
import { variable } from './variables';

/** Remembers data that a tool puts where only it looks. */
function record(
  tool: DataTool,
  call: Call,
  state: StageState,
  directory?: string,
): void {
  const place = DATA_PLACES[tool];
  const set = directory ?? (place.variable && variable(call, place.variable));
  const home = state.home(call.env);
  const below = home.known ? resolvePath(home.value, place.home) : undefined;
  const path = set === undefined ? below : resolvePath('/', set);
  if (path === undefined) return;
  state.downloads.push({
    tool,
    path,
    place: call.place,
    range: call.step.range,
    isNamed: directory !== undefined && tool !== 'spacy',
    certainty: call.step.certainty,
  });
  state.add(path, 'tree', { kind: 'data', tool }, call.place);
}

/** `playwright install [--with-deps] [BROWSER…]`, `playwright install-deps`. */
export function playwright(call: Call, state: StageState): void {
  const [verb] = call.args.map(textOf);
  if (verb !== 'install' && verb !== 'install-deps') return;
  const withSystem =
    verb === 'install-deps' ||
    call.args.some(word => textOf(word) === '--with-deps');
  if (withSystem)
    state.recordPackages({
      manager: 'apt',
      action: 'install',
      names: [],
      complete: false,
      group: undefined,
      place: call.place,
      range: call.step.range,
      certainty: call.step.certainty,
    });
  // 0 puts them beside the package
  if (verb === 'install' && variable(call, 'PLAYWRIGHT_BROWSERS_PATH') !== '0')
    record('playwright', call, state);
}

/** `puppeteer browsers install`. */
export function puppeteer(call: Call, state: StageState): void {
  const words = call.args.map(textOf);
  if (words[0] === 'browsers' && words[1] === 'install')
    record('puppeteer', call, state);
}

/** `cypress install`. */
export function cypress(call: Call, state: StageState): void {
  if (textOf(call.args[0]) === 'install') record('cypress', call, state);
}

const NLTK_VALUED = optionNames('-d --dir -u --url');

/** `python -m nltk.downloader [-d DIRECTORY] NAME…`. */
export function nltkDownloader(call: Call, state: StageState): void {
  const args = readArguments(call.args, NLTK_VALUED);
  const word = valueOf(args, '-d', '--dir');
  const path = word && state.resolve(call.step.cwd, word.text);
  if (word && !path?.known) return;
  record('nltk', call, state, path?.known ? path.value : undefined);
}

/** `spacy download MODEL` installs the model as a package beside spaCy. */
export function spacy(
  call: Call,
  state: StageState,
  lookup = pythonOf(call, state),
): void {
  const [verb, model] = call.args.map(textOf);
  if (verb !== 'download' || !model) return;
  const { target } = defaultTarget(lookup, state, undefined);
  if (target.packages !== undefined)
    record('spacy', call, state, joinPath(target.packages, model));
}

const HF_VALUED = optionNames(
  '--local-dir --cache-dir --revision --repo-type --include --exclude --token',
);

/** `huggingface-cli download REPOSITORY`, `hf download REPOSITORY`. */
export function huggingFace(call: Call, state: StageState): void {
  const args = readArguments(call.args, HF_VALUED);
  if (textOf(args.operands[0]) !== 'download') return;
  const word = valueOf(args, '--local-dir', '--cache-dir');
  const path = word && state.resolve(call.step.cwd, word.text);
  if (word && !path?.known) {
    state.taint(
      path?.prefix || '/',
      '`hf` downloads a model there',
      call.place,
    );
    return;
  }
  record('huggingface', call, state, path?.known ? path.value : undefined);
}

/** What Python code downloads, by the calls in it. */
const IN_CODE: readonly (readonly [RegExp, DataTool])[] = [
  [/\bnltk\.download\(/, 'nltk'],
  [
    /\b(?:from_pretrained|snapshot_download|hf_hub_download|SentenceTransformer|CrossEncoder)\(/,
    'huggingface',
  ],
  [/\btorch\.hub\.load/, 'torch'],
  [/\btiktoken\.(?:get_encoding|encoding_for_model)\(/, 'tiktoken'],
  [/\bwhisper\.load_model\(/, 'whisper'],
];

/** The code says where the data go. */
const NAMES_PLACE =
  /\b(?:download_dir|local_dir|cache_dir|cache_folder|save_pretrained|download_root|os\.environ|putenv)\b/;

/** `python -c 'import nltk; nltk.download("punkt")'`. */
export function downloadsOfCode(
  code: string,
  call: Call,
  state: StageState,
): void {
  if (NAMES_PLACE.test(code)) return;
  for (const [pattern, tool] of IN_CODE)
    if (pattern.test(code)) record(tool, call, state);
}

/** `npm ci` of a project with Puppeteer runs its installer, which downloads a browser. */
export function browserOfPuppeteer(
  manifest: string | undefined,
  call: Call,
  state: StageState,
): void {
  const skips =
    variable(call, 'PUPPETEER_SKIP_DOWNLOAD') !== undefined ||
    variable(call, 'PUPPETEER_SKIP_CHROMIUM_DOWNLOAD') !== undefined ||
    has(readArguments(call.args, new Set()), '--ignore-scripts');
  if (!skips && /"puppeteer"\s*:/.test(manifest ?? ''))
    record('puppeteer', call, state);
}
