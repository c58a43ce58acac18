import { rules } from 'dockerfile-scorecard-engine';
import { readOptions } from '../options';
import { painter, UsageError, type Terminal } from '../terminal';

function indent(text: string): string {
  return text
    .split('\n')
    .map(line => `    ${line}`.trimEnd())
    .join('\n');
}

/** `explain RULE` */
export async function explain(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const { operands } = readOptions(args, {});
  const [id] = operands;
  if (id === undefined)
    throw new UsageError(
      'Name a rule: `dockerfile-scorecard explain deps-not-copied`.',
    );
  const rule = rules.find(
    candidate => candidate.id === id || candidate.aliases.includes(id),
  );
  if (!rule)
    throw new UsageError(
      `There is no rule "${id}". \`dockerfile-scorecard rules\` lists them.`,
    );
  const paint = painter(terminal);
  const { docs } = rule;
  terminal.out(
    [
      `${paint('bold', rule.title)}  ${paint('dim', rule.id)}`,
      `${rule.severity}${
        rule.level ? `, needed for ${rule.level}` : ', gates no level'
      }${rule.aliases.length > 0 ? `; covers ${rule.aliases.join(', ')}` : ''}`,
      '',
      docs.what,
      '',
      docs.why,
      '',
      'Instead of',
      indent(docs.example),
      'write',
      indent(docs.instead),
      ...(docs.exceptions ? ['', docs.exceptions] : []),
      '',
    ].join('\n'),
  );
  return 0;
}
