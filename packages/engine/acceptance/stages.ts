import { parseDockerfile } from '../src/syntax/parse';
import { buildGraph } from '../src/graph';
import {
  type RunInstruction,
  type RunMount,
  typeInstruction,
  typeInstructions,
  type TypedInstruction,
} from '../src/syntax/instructions';
import type { Range } from '../src/syntax/types';
import type { OracleCommand, ParserCase } from './cases';

/** Problems that BuildKit finds later than its instruction parser, so the cases do not show them. */
const BEYOND_PARSER = new Set([
  'circular-dependency',
  'empty-base',
  'invalid-from-reference',
  'invalid-mount',
]);

type Body = Record<string, unknown>;

const pairsOf = (instruction: TypedInstruction): Body[] =>
  instruction.kind === 'ENV' || instruction.kind === 'LABEL'
    ? instruction.pairs.map(pair => ({ Key: pair.name, Value: pair.value }))
    : [];

function withoutDelimiter(pairs: unknown): unknown {
  return (pairs as Body[]).map(({ Key, Value }) => ({ Key, Value }));
}

function orEmpty(list: unknown): unknown {
  return list ?? [];
}

/** Mounts with variables or mistakes are read by BuildKit only when it builds, so the cases hold half of them. */
function comparable(run: RunInstruction): RunMount[] {
  const { problems } = typeInstruction(run.syntax);
  const late = run.syntax.flags.some(flag => flag.includes('$'));
  return late || problems.length > 0 ? [] : run.mounts;
}

/** What both sides say of one command, in the same form; undefined where the body is not compared. */
function bodies(
  typed: TypedInstruction,
  theirs: OracleCommand,
): [unknown, unknown] | undefined {
  const { body } = theirs;
  switch (typed.kind) {
    case 'ENV':
      return [pairsOf(typed), withoutDelimiter(body.Env)];
    case 'LABEL':
      return [pairsOf(typed), withoutDelimiter(body.Labels)];
    case 'ARG':
      return [
        typed.args.map(arg => ({ Key: arg.name, Value: arg.default ?? null })),
        (body.Args as Body[]).map(({ Key, Value }) => ({ Key, Value })),
      ];
    case 'WORKDIR':
      return [typed.path.value, body.Path];
    case 'USER':
      return [typed.user.value, body.User];
    case 'STOPSIGNAL':
      return [typed.signal.value, body.Signal];
    case 'MAINTAINER':
      return [typed.name.value, body.Maintainer];
    case 'SHELL':
      return [typed.words.map(word => word.value), body.Shell];
    case 'VOLUME':
      return [typed.paths.map(path => path.value), body.Volumes];
    case 'EXPOSE':
      return [
        typed.ports.map(port => port.value).sort(),
        [...(body.Ports as string[])].sort(),
      ];
    case 'CMD':
    case 'ENTRYPOINT':
      return [
        [typed.form === 'shell', typed.words.map(word => word.value)],
        [body.PrependShell, orEmpty(body.CmdLine)],
      ];
    case 'RUN':
      return [
        {
          shell: typed.form === 'shell',
          words: typed.words.map(word => word.value),
          files: typed.heredocs.map(heredoc => heredoc.name),
          mounts: comparable(typed).map(mount => ({
            Type: mount.type,
            From: mount.from?.value ?? '',
            Source: mount.source ?? '',
            Target: mount.target ?? '',
            ReadOnly: mount.readonly,
            CacheID: mount.id ?? '',
            CacheSharing: mount.sharing ?? '',
            Required: mount.required,
            Env: mount.env ?? null,
          })),
        },
        {
          shell: body.PrependShell,
          words: orEmpty(body.CmdLine),
          files: ((body.Files ?? []) as Body[]).map(file => file.Name),
          mounts: (comparable(typed).length === 0
            ? []
            : theirs.mounts ?? []
          ).map(mount => ({
            Type: mount.Type,
            From: mount.From,
            Source: mount.Source,
            Target: mount.Target,
            ReadOnly: mount.ReadOnly,
            CacheID: mount.CacheID,
            CacheSharing: mount.CacheSharing,
            Required: mount.Required,
            Env: mount.Env,
          })),
        },
      ];
    case 'COPY':
    case 'ADD':
      return [
        [
          typed.sources.map(source => source.value),
          typed.heredocs.map(heredoc => heredoc.name),
          typed.destination.value,
          typed.chown?.value ?? '',
          typed.chmod?.value ?? '',
          typed.link,
          typed.exclude,
          typed.kind === 'COPY'
            ? [typed.from?.value ?? '', typed.parents]
            : [
                typed.checksum?.value ?? '',
                typed.keepGitDir ?? null,
                typed.unpack ?? null,
              ],
        ],
        [
          orEmpty(body.SourcePaths),
          ((body.SourceContents ?? []) as Body[]).map(content => content.Path),
          body.DestPath,
          body.Chown,
          body.Chmod,
          body.Link,
          orEmpty(body.ExcludePatterns),
          typed.kind === 'COPY'
            ? [body.From, body.Parents]
            : [body.Checksum, body.KeepGitDir, body.Unpack],
        ],
      ];
    case 'ONBUILD':
      return [typed.trigger.syntax.original, body.Expression];
    case 'HEALTHCHECK': {
      const health = body.Health as Body;
      const command = typed.none
        ? ['NONE']
        : [
            typed.form === 'shell' ? 'CMD-SHELL' : 'CMD',
            ...typed.words.map(word => word.value),
          ];
      const nanoseconds = (time: number | undefined) => (time ?? 0) * 1e6;
      return typed.none
        ? [command, health.Test]
        : [
            [
              command,
              nanoseconds(typed.interval),
              nanoseconds(typed.timeout),
              nanoseconds(typed.startPeriod),
              typed.retries ?? 0,
            ],
            [
              health.Test,
              health.Interval ?? 0,
              health.Timeout ?? 0,
              health.StartPeriod ?? 0,
              health.Retries ?? 0,
            ],
          ];
    }
    default:
      return undefined;
  }
}

function compareCommand(
  typed: TypedInstruction,
  theirs: OracleCommand,
): string | undefined {
  const { keyword, startLine, endLine } = typed.syntax;
  const ours = `${keyword} ${startLine}-${endLine}`;
  const expected = `${theirs.name.toUpperCase()} ${theirs.start}-${theirs.end}`;
  if (ours !== expected) return `${ours}, BuildKit ${expected}`;
  const both = bodies(typed, theirs);
  if (both === undefined) return `${keyword} ${startLine} is ${typed.kind}`;
  const [a, b] = both.map(body => JSON.stringify(body));
  return a === b ? undefined : `${keyword} ${startLine}: ${a}, BuildKit ${b}`;
}

/** Differences between our stages, errors included, and BuildKit's. */
export function compareStages(testCase: ParserCase): string | undefined {
  const { oracle, dockerfile } = testCase;
  if (oracle.parse_error !== undefined) return undefined;
  const syntax = parseDockerfile(dockerfile);
  const graph = buildGraph(syntax);
  const platforms = typeInstructions(syntax).instructions.flatMap(one =>
    one.kind === 'FROM' ? [one.platform?.value ?? ''] : [],
  );
  const [problem] = graph.problems.filter(
    found => !BEYOND_PARSER.has(found.code),
  );
  const failure = oracle.instr_error;
  if (failure !== undefined) {
    const line = problem?.range.start.line;
    const expected = failure.lines?.[0];
    return expected === line || (expected === undefined && problem)
      ? undefined
      : `error on line ${line} (${problem?.code}), BuildKit on ${expected}: ${failure.msg}`;
  }
  if (problem !== undefined) {
    return `a problem that BuildKit does not see: ${problem.range.start.line} ${problem.code} ${problem.message}`;
  }
  if (oracle.stages === undefined) return undefined;
  if (oracle.stages.length !== graph.stages.length) {
    return `${graph.stages.length} stages, BuildKit ${oracle.stages.length}`;
  }
  for (const [index, theirs] of oracle.stages.entries()) {
    const ours = graph.stages[index];
    if ((ours.name ?? '').toLowerCase() !== theirs.name)
      return `stage name ${ours.name}`;
    const head = [
      writtenBase(ours.baseRange, dockerfile),
      ours.range.start.line,
    ];
    if (head.join() !== [theirs.base, theirs.start].join()) {
      return `FROM ${head}, BuildKit ${theirs.base} ${theirs.start}`;
    }
    if (platforms[index] !== (theirs.platform ?? '')) {
      return `platform ${platforms[index]}, BuildKit ${theirs.platform}`;
    }
    const commands = ours.instructions.filter(one => !one.deferred);
    const expected = theirs.commands ?? [];
    if (commands.length !== expected.length) {
      return `${commands.length} commands, BuildKit ${expected.length}`;
    }
    for (const [at, { instruction }] of commands.entries()) {
      const difference = compareCommand(instruction, expected[at]);
      if (difference !== undefined) return difference;
    }
  }
  return undefined;
}

/** The text of a range, which also proves that the range is exact. */
function writtenBase(range: Range, text: string): string {
  const line = text.split('\n')[range.start.line - 1];
  return line.slice(range.start.column, range.end.column);
}
