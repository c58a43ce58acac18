import { rewriteDockerfile, type Rewrite } from 'dockerfile-scorecard-engine';
import {
  CHANGE_OPTIONS,
  SharedFiles,
  changesOf,
  emit,
  refuseStandardInput,
  standing,
} from '../changes';
import { INPUT_OPTIONS, readInputs, type DockerfileInput } from '../inputs';
import { readOptions } from '../options';
import { painter, type Paint, type Terminal } from '../terminal';

function list(head: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `  ${head}\n${items.map(item => `    - ${item}\n`).join('')}`;
}

/** What became of a file, for people. */
function summaryOf(
  { path }: DockerfileInput,
  result: Rewrite,
  paint: Paint,
): string {
  const name = paint('bold', path);
  return result.kind === 'offered'
    ? `${name}  ${standing(result.before)} → ${standing(result.after)}\n${list(
        'Check before you commit:',
        result.notes,
      )}`
    : `${name}  not rewritten\n${list('Because:', result.reasons)}`;
}

/** `rewrite PATH…` */
export async function rewrite(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const { values, operands } = readOptions(args, {
    ...INPUT_OPTIONS,
    ...CHANGE_OPTIONS,
  });
  const inputs = await readInputs(values, operands, terminal);
  refuseStandardInput(inputs, values);
  const shared = new SharedFiles();
  const results = inputs.map(read => {
    const input = shared.refresh(read);
    const result = rewriteDockerfile(input);
    if (result.kind === 'offered') shared.remember(changesOf(input, result));
    return { input, result };
  });
  await emit(
    results.flatMap(({ input, result }) =>
      result.kind === 'offered' ? changesOf(input, result) : [],
    ),
    values,
    terminal,
  );
  const paint = painter(terminal);
  for (const { input, result } of results)
    terminal.error(summaryOf(input, result, paint));
  return results.some(({ result }) => result.kind === 'offered') ? 0 : 1;
}
