import { RULES } from '../rules/registry';
import type { Check, EvaluationProblem, Finding } from '../scorecard/types';
import type { Comment, DockerfileSyntax } from '../syntax';
import type { Range } from '../syntax/types';

/** Something in the file that asks to pass over findings. */
interface Waiver {
  /** Rule ids; `all` for every rule. */
  rules: readonly string[] | 'all';
  until: string | undefined;
  reason: string | undefined;
  /** Whose pragma it is. */
  tool: 'scorecard' | 'hadolint' | 'check' | 'trivy' | 'checkov';
  /** Lines that it covers; undefined: the whole file. */
  lines: { from: number; to: number } | undefined;
  range: Range;
}

const RULE_IDS = new Set(RULES.map(({ id }) => id));

function rulesWithAlias(alias: string): string[] {
  return RULES.filter(({ aliases }) => aliases.includes(alias)).map(
    ({ id }) => id,
  );
}

function splitList(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

type Parsed = Omit<Waiver, 'lines' | 'range'> & {
  wholeFile?: boolean;
  unknown: string[];
};

function scorecardPragma(text: string): Parsed | undefined {
  const match = text.match(/^scorecard:\s*(.*)$/);
  if (!match) return undefined;
  const rules = splitList(match[1].match(/\bignore=([\w,-]+)/)?.[1] ?? '');
  return {
    rules: rules.includes('all') ? 'all' : rules,
    until: match[1].match(/\buntil=(\S+)/)?.[1],
    reason: match[1]
      .match(/\breason=(?:"([^"]*)"|(\S+))/)
      ?.slice(1)
      .find(Boolean),
    tool: 'scorecard',
    unknown: rules.filter(id => id !== 'all' && !RULE_IDS.has(id)),
  };
}

function foreignPragma(text: string): Parsed | undefined {
  const hadolint = text.match(
    /^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w,\s]+?)(?:\s*#.*)?$/,
  );
  if (hadolint)
    return foreign(
      'hadolint',
      splitList(hadolint[2]),
      hadolint[1] === 'global',
    );
  const check = text.match(/^check\s*=\s*(.*)$/);
  const skip = check?.[1].match(/(?:^|;)\s*skip=([\w,]+)/)?.[1];
  if (skip)
    return skip === 'all'
      ? {
          rules: 'all',
          until: undefined,
          reason: undefined,
          tool: 'check',
          unknown: [],
        }
      : foreign('check', splitList(skip));
  const trivy = text.match(/^trivy:ignore:([\w-]+)(?::exp:([\d-]+))?/i);
  if (trivy)
    return { ...foreign('trivy', [trivy[1].toUpperCase()]), until: trivy[2] };
  const checkov = text.match(/^checkov:skip=([\w-]+)(?::(.*))?$/);
  if (checkov)
    return { ...foreign('checkov', [checkov[1]], true), reason: checkov[2] };
  return undefined;
}

function foreign(
  tool: Waiver['tool'],
  aliases: readonly string[],
  wholeFile = false,
): Parsed {
  return {
    rules: aliases.flatMap(rulesWithAlias),
    until: undefined,
    reason: undefined,
    tool,
    wholeFile,
    unknown: [],
  };
}

function waiverOf(
  comment: Comment,
  lines: Waiver['lines'],
  problems: EvaluationProblem[],
): Waiver | undefined {
  const parsed = scorecardPragma(comment.text) ?? foreignPragma(comment.text);
  if (!parsed) return undefined;
  for (const id of parsed.unknown) {
    problems.push({
      code: 'waiver-unknown-rule',
      severity: 'warning',
      message: `The waiver names "${id}", which is no rule; it has no effect.`,
      range: comment.range,
    });
  }
  const { unknown: _, wholeFile, ...waiver } = parsed;
  return {
    ...waiver,
    lines: wholeFile ? undefined : lines,
    range: comment.range,
  };
}

function collect(
  syntax: DockerfileSyntax,
  problems: EvaluationProblem[],
): Waiver[] {
  const waivers: Waiver[] = [];
  const first = syntax.instructions[0]?.startLine ?? Number.POSITIVE_INFINITY;
  const seen = new Set<Comment>();
  const push = (comment: Comment, lines: Waiver['lines']) => {
    const waiver = waiverOf(comment, lines, problems);
    if (waiver) waivers.push(waiver);
  };
  for (const directive of syntax.directives) {
    if (directive.name === 'check')
      push(
        { text: `check=${directive.value}`, range: directive.range },
        undefined,
      );
  }
  const top = new Set(
    syntax.comments
      .filter(
        ({ range }) =>
          range.start.line < first && !isDirectlyAbove(range, syntax),
      )
      .map(({ range }) => range.start.line),
  );
  for (const { commentNodes, startLine, endLine } of syntax.instructions) {
    for (const comment of commentNodes) {
      seen.add(comment);
      push(
        comment,
        top.has(comment.range.start.line)
          ? undefined
          : { from: startLine, to: endLine },
      );
    }
  }
  for (const comment of syntax.comments) {
    if (
      ![...seen].some(
        ({ range }) => range.start.line === comment.range.start.line,
      )
    )
      push(
        comment,
        comment.range.start.line < first ? undefined : { from: 0, to: -1 },
      );
  }
  return waivers;
}

/** A comment block that touches the first instruction belongs to it; one behind an empty line is the file's. */
function isDirectlyAbove(range: Range, syntax: DockerfileSyntax): boolean {
  const first = syntax.instructions[0];
  if (!first) return false;
  const lines = new Set(
    syntax.comments.map(comment => comment.range.start.line),
  );
  for (let line = range.start.line + 1; line < first.startLine; line++) {
    if (!lines.has(line)) return false;
  }
  return true;
}

function covers(waiver: Waiver, finding: Finding): boolean {
  if (waiver.rules !== 'all' && !waiver.rules.includes(finding.rule))
    return false;
  if (!waiver.lines) return true;
  const { line } = finding.range.start;
  return line >= waiver.lines.from && line <= waiver.lines.to;
}

function describe(waiver: Waiver): string {
  const until = waiver.until ? ` until ${waiver.until}` : '';
  const from =
    waiver.tool === 'scorecard'
      ? 'in the file'
      : `by a pragma of ${
          waiver.tool === 'check' ? 'docker build --check' : waiver.tool
        }`;
  return `Waived ${from}, line ${waiver.range.start.line}${until}${
    waiver.reason ? `: ${waiver.reason}` : ''
  }`;
}

/** Applies the waivers that stand in the file: a check whose findings are all covered is waived. */
export function readWaivers(
  syntax: DockerfileSyntax,
  checks: readonly Check[],
  today: string,
): { checks: Check[]; problems: EvaluationProblem[] } {
  const problems: EvaluationProblem[] = [];
  const waivers = collect(syntax, problems);
  if (waivers.length === 0) return { checks: [...checks], problems };
  const inForce = waivers.filter(({ until, tool, reason, range }) => {
    if (tool === 'scorecard' && !reason) {
      problems.push({
        code: 'waiver-without-reason',
        severity: 'warning',
        message:
          'This waiver gives no reason. Add reason="…" so that the next reader knows why.',
        range,
      });
    }
    if (until !== undefined && until < today) {
      problems.push({
        code: 'waiver-expired',
        severity: 'warning',
        message: `This waiver ended on ${until} and has no effect. Mend the finding or give a new date.`,
        range,
      });
      return false;
    }
    return true;
  });
  return { checks: checks.map(check => waive(check, inForce)), problems };
}

function waive(check: Check, waivers: readonly Waiver[]): Check {
  if (check.state !== 'fail') return check;
  const by = check.findings.map(finding =>
    waivers.find(waiver => covers(waiver, finding)),
  );
  const left = check.findings.filter((_, i) => !by[i]);
  const used = by.find(waiver => waiver !== undefined);
  if (!used) return check;
  return left.length > 0
    ? { ...check, findings: left }
    : { ...check, state: 'waived', reason: describe(used) };
}
