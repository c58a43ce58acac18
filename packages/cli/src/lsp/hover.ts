import type {
  Artifact,
  BaseImage,
  Evaluation,
  Flow,
  JudgedEvaluation,
  StageReport,
} from 'dockerfile-scorecard-engine';
import { lineRange } from './positions';
import type { Hover } from 'vscode-languageserver/node.js';

const FATES: Readonly<Record<Artifact['fate'], string>> = {
  ships: 'in the final image',
  'left-behind': 'stays here, though the final image needs it',
  'build-only': 'only used to build',
};

function imageText(image: BaseImage): string {
  const { reference, unknown, os, osRelease, endOfLife, frozenSince } = image;
  const system = [os, osRelease].filter(Boolean).join(' ');
  return [
    `**${reference ?? 'A base image'}**${system === '' ? '' : `, ${system}`}`,
    ...(unknown === undefined ? [] : [unknown]),
    ...image.support.map(
      ({ product, release, securityUntil, extendedUntil, status }) => {
        const until = securityUntil ?? extendedUntil;
        return `- ${product} ${release}: ${
          until === undefined ? status : `${status}, supported until ${until}`
        }`;
      },
    ),
    ...(endOfLife === undefined ? [] : [`End of life: ${endOfLife}`]),
    ...(frozenSince === undefined
      ? []
      : [`The tag has not been rebuilt since ${frozenSince}`]),
  ].join('\n');
}

function stageText(stage: StageReport): string {
  const { artifacts, name, index, user, command } = stage;
  return [
    `Stage ${name ?? index} holds at its end`,
    ...(artifacts.length === 0 ? ['- nothing that is followed'] : []),
    ...artifacts.map(
      ({ path, label, line, fate }) =>
        `- \`${path}\`: ${label} (line ${line}), ${FATES[fate]}`,
    ),
    ...(user === undefined ? [] : [`User: ${user}`]),
    ...(command === undefined ? [] : [`Starts: \`${command}\``]),
  ].join('\n');
}

function flowText(
  { from, source, destination }: Flow,
  { stages }: JudgedEvaluation,
): string {
  if (from.kind === 'context')
    return `\`${source}\` of the build context → \`${destination}\``;
  if (from.kind === 'image')
    return `\`${source}\` of ${from.reference} → \`${destination}\``;
  const stage = stages[from.stage];
  const made = stage?.artifacts.filter(
    ({ path }) => path === source || path.startsWith(`${source}/`),
  );
  return [
    `\`${source}\` of stage ${stage?.name ?? from.stage} → \`${destination}\``,
    ...(made ?? []).map(
      ({ path, label, line }) =>
        `- \`${path}\`: ${label}, made in line ${line}`,
    ),
  ].join('\n');
}

/** What is known at a line (from 1): of the base image and the stage at FROM, of what travels at COPY. */
export function hoverAt(
  evaluation: Evaluation,
  line: number,
): Hover | undefined {
  if (evaluation.kind !== 'judged') return undefined;
  const stage = evaluation.stages.find(({ startLine }) => startLine === line);
  const texts = stage
    ? [
        ...(stage.baseImage ? [imageText(stage.baseImage)] : []),
        stageText(stage),
      ]
    : evaluation.flows
        .filter(flow => flow.line === line)
        .map(flow => flowText(flow, evaluation));
  return texts.length === 0
    ? undefined
    : {
        contents: { kind: 'markdown', value: texts.join('\n\n') },
        range: lineRange(line),
      };
}

/** The line of the stage that a line builds on or copies from; undefined for one that does neither. */
export function definitionAt(
  evaluation: Evaluation,
  line: number,
): number | undefined {
  if (evaluation.kind !== 'judged') return undefined;
  const { stages, flows } = evaluation;
  const own = stages.find(({ startLine }) => startLine === line);
  const copied = flows.find(
    flow => flow.line === line && flow.from.kind === 'stage',
  );
  const source =
    own?.fromStage ??
    (copied?.from.kind === 'stage' ? copied.from.stage : undefined);
  return source === undefined ? undefined : stages[source]?.startLine;
}
