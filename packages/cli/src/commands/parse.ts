import {
  buildGraph,
  formatSyntaxTree,
  parseDockerfile,
} from 'dockerfile-scorecard-engine';
import { oneOf, readOptions } from '../options';
import { readDockerfile } from '../readDockerfile';
import { UsageError, type Terminal } from '../terminal';

/** `parse FILE` */
export async function parse(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const { values, operands } = readOptions(args, {
    format: { type: 'string' },
  });
  const format = oneOf('format', values.format, ['tree', 'json'], 'tree');
  const [file, ...more] = operands;
  if (file === undefined || more.length > 0)
    throw new UsageError(
      'Name one Dockerfile: `dockerfile-scorecard parse Dockerfile`.',
    );
  const text = await readDockerfile(file, terminal);
  const syntax = parseDockerfile(text);
  terminal.out(
    format === 'json'
      ? `${JSON.stringify(syntax, null, 2)}\n`
      : `${formatSyntaxTree(syntax).trimEnd()}\n`,
  );
  const { problems } = buildGraph(syntax);
  for (const { range, message } of problems)
    terminal.error(`${file}:${range.start.line}: ${message}\n`);
  return syntax.errors.length + problems.length > 0 ? 1 : 0;
}
