import { RULES } from '../rules/registry';
import type { Check, EvaluationProblem, Finding, Range } from '../verdict';
import type { Comment, DockerfileSyntax } from '../syntax';

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

/** Longer comments are no pragmas, and no work for the patterns above. */
const LONGEST_PRAGMA = 2000;

function waiverOf(
  comment: Comment,
  lines: Waiver['lines'],
  problems: EvaluationProblem[],
): Waiver | undefined {
  if (comment.text.length > LONGEST_PRAGMA) return undefined;
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
  const attached = blockAbove(first, syntax);
  const seen = new Set<number>();
  const push = (comment: Comment, lines: Waiver['lines']) => {
    const waiver = waiverOf(comment, lines, problems);
    if (waiver) waivers.push(waiver);
  };
  for (const { name, value, range } of syntax.directives) {
    if (name === 'check') push({ text: `check=${value}`, range }, undefined);
  }
  for (const { commentNodes, startLine, endLine } of syntax.instructions) {
    for (const comment of commentNodes) {
      const { line } = comment.range.start;
      seen.add(line);
      const isOfFile = line < first && line < attached;
      push(comment, isOfFile ? undefined : { from: startLine, to: endLine });
    }
  }
  for (const comment of syntax.comments) {
    const { line } = comment.range.start;
    if (!seen.has(line))
      push(comment, line < first ? undefined : { from: 0, to: -1 });
  }
  return waivers;
}

/**
 * Line of the first comment of the block that touches the first instruction: that block belongs to the instruction, one
 * behind an empty line is the file's.
 */
function blockAbove(first: number, syntax: DockerfileSyntax): number {
  const lines = new Set(syntax.comments.map(({ range }) => range.start.line));
  let start = first;
  while (lines.has(start - 1)) start--;
  return start;
}

const WHOLE_FILE = -1;

/** Finds the waiver of a finding among thousands of both. */
class WaiverIndex {
  /** Waivers by rule and line of the instruction. */
  private readonly byKey = new Map<string, { waiver: Waiver; order: number }>();
  private readonly starts: number[];
  private readonly ends: ReadonlyMap<number, number>;

  constructor(waivers: readonly Waiver[]) {
    const ends = new Map<number, number>();
    waivers.forEach((waiver, order) => {
      const { lines } = waiver;
      if (lines) ends.set(lines.from, lines.to);
      const rules = waiver.rules === 'all' ? ['*'] : waiver.rules;
      for (const rule of rules) {
        const key = `${lines?.from ?? WHOLE_FILE} ${rule}`;
        if (!this.byKey.has(key)) this.byKey.set(key, { waiver, order });
      }
    });
    this.ends = ends;
    this.starts = [...ends.keys()].sort((a, b) => a - b);
  }

  /** First line of the instruction with waivers that a line belongs to. */
  private startOf(line: number): number | undefined {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= line) low = middle + 1;
      else high = middle;
    }
    const start = this.starts[low - 1];
    return start !== undefined && line <= (this.ends.get(start) ?? 0)
      ? start
      : undefined;
  }

  /** The first waiver in the file that covers a finding. */
  covering({ rule, range }: Finding): Waiver | undefined {
    const start = this.startOf(range.start.line);
    const lines = start === undefined ? [WHOLE_FILE] : [WHOLE_FILE, start];
    let first: { waiver: Waiver; order: number } | undefined;
    for (const line of lines) {
      for (const name of [rule, '*']) {
        const found = this.byKey.get(`${line} ${name}`);
        if (found && (!first || found.order < first.order)) first = found;
      }
    }
    return first?.waiver;
  }
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
  const index = new WaiverIndex(inForce);
  return { checks: checks.map(check => waive(check, index)), problems };
}

function waive(check: Check, waivers: WaiverIndex): Check {
  if (check.state !== 'fail') return check;
  const by = check.findings.map(finding => waivers.covering(finding));
  const left = check.findings.filter((_, i) => !by[i]);
  const used = by.find(waiver => waiver !== undefined);
  if (!used) return check;
  return left.length > 0
    ? { ...check, findings: left }
    : { ...check, state: 'waived', reason: describe(used) };
}
