import { rangeAt } from './lineMap';
import type { Instruction, SourceKind, SyntaxProblem } from './types';

type Engine = (SourceKind & { kind: 'template' })['engine'];

/** Instructions whose text belongs to a shell or program, where braces and percent signs are everyday. */
const FREE_TEXT = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'SHELL']);
/** Instructions whose values may be quoted formats such as `{{.Name}}`. */
const VALUES = new Set(['ENV', 'ARG', 'LABEL']);

/** Marks that no Dockerfile has at the beginning of a line. */
const LINE_MARK =
  /^(\{%|\{\{|\{#|<%|__[A-Z][A-Z_]*__|%%[A-Z][A-Z_]*%%|@[A-Z][A-Z_]*@)/;
/** Marks in a shell text that cannot be meant for the shell. */
const SHELL_MARK =
  /\$\{\{-?\s*(values|parameters|cookiecutter)\b|\{%-?\s*(if|for|set|endif|endfor|else|elif|raw|block|include)\b|<%[=-]/;
/** Marks in a value: a Go format without blanks is left alone. */
const VALUE_MARK =
  /\$\{\{|\{\{-?\s+|\{\{[a-z]|\{%-?\s*\w|<%[=-]|%%[A-Z][A-Z0-9_]*%%/;
/** Marks where an image, a path or a port stands. */
const WORD_MARK =
  /\{\{|\{%|<%|%%[A-Z][A-Z0-9_]*%%|(^|[\s:/])(__[A-Z][A-Z_]*__|@[A-Z][A-Z_]*@)/;

function markOf(instruction: Instruction): RegExpExecArray | null {
  const { keyword, original } = instruction;
  const atStart = LINE_MARK.exec(original);
  if (atStart !== null) {
    return atStart;
  }
  if (FREE_TEXT.has(keyword)) {
    return SHELL_MARK.exec(original);
  }
  return (VALUES.has(keyword) ? VALUE_MARK : WORD_MARK).exec(original);
}

function engineOf(text: string): Engine {
  if (text.startsWith('${{')) {
    return 'backstage';
  }
  if (text.startsWith('{%') || text.startsWith('{#')) {
    return 'jinja';
  }
  if (text.startsWith('<%')) {
    return 'erb';
  }
  if (!text.startsWith('{{')) {
    return 'other';
  }
  return /^\{\{-?\s*([.$(]|\/\*|(if|range|with|define|template|end|block|else|include|def|env)\b)/.test(
    text,
  )
    ? 'go-template'
    : 'jinja';
}

/** Cheap test that spares nearly every file the regular expressions. */
function mayBeTemplate(text: string): boolean {
  return (
    text.includes('{{') ||
    text.includes('{%') ||
    text.includes('{#') ||
    text.includes('<%') ||
    text.includes('%%') ||
    text.includes('__') ||
    text.includes('@')
  );
}

/**
 * Tells a template of a Dockerfile from a Dockerfile: marks of a template engine where neither BuildKit nor a shell can take
 * them. Comments do not count.
 */
export function recogniseTemplate(
  text: string,
  instructions: readonly Instruction[],
): SourceKind {
  if (!mayBeTemplate(text)) {
    return { kind: 'dockerfile' };
  }
  for (const instruction of instructions) {
    const mark = markOf(instruction);
    if (mark !== null) {
      const { original, lineMap } = instruction;
      const start = mark.index + mark[0].search(/\S/);
      // `$` and `{` of one mark may have been matched apart.
      const from = original[start - 1] === '$' ? start - 1 : start;
      return {
        kind: 'template',
        engine: engineOf(original.slice(from)),
        range: rangeAt(lineMap, from, mark.index + mark[0].length),
      };
    }
  }
  return { kind: 'dockerfile' };
}

const NAMES: Readonly<Record<Engine, string>> = {
  jinja: 'a Jinja template',
  backstage: 'a Backstage software template',
  erb: 'an ERB template',
  'go-template': 'a Go template',
  other: 'a template with placeholders',
};

/** One problem instead of one for each line that is no instruction; it stands where the first of them would. */
export function asTemplateProblem(
  engine: Engine,
  first: SyntaxProblem,
): SyntaxProblem {
  return {
    code: 'template',
    message: `This is ${NAMES[engine]}, not a Dockerfile: check the file that is made from it.`,
    range: first.range,
  };
}
