/** A piece of a line and what it is. */
export interface Token {
  text: string;
  kind: 'text' | 'keyword' | 'flag' | 'string' | 'variable' | 'comment';
}

const INSTRUCTION =
  /^(\s*)(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?=\s|$)/i;
const PIECE =
  /(\s--[a-z][\w-]*(?:=\S*)?)|("(?:[^"\\]|\\.)*"|'[^']*')|(\$\{[^}]*\}|\$\w+)/g;
const HEREDOC = /<<-?(["']?)([A-Za-z_]\w*)\1/g;

function pieces(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > end) {
      tokens.push({ kind: 'text', text: text.slice(end, match.index) });
    }
    const [whole, flag, string] = match;
    let kind: Token['kind'] = 'variable';
    if (flag) kind = 'flag';
    else if (string) kind = 'string';
    tokens.push({ kind, text: whole });
    end = match.index + whole.length;
  }
  if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) });
  return tokens;
}

function instruction(line: string): Token[] {
  const [start, indent, keyword] = INSTRUCTION.exec(line) ?? [];
  if (start === undefined) return pieces(line);
  const tokens: Token[] = [];
  if (indent) tokens.push({ kind: 'text', text: indent });
  tokens.push({ kind: 'keyword', text: keyword });
  const rest = line.slice(start.length);
  if (/^from$/i.test(keyword)) {
    const [, before, as, name] = /^(.*\s)(AS)(\s+\S+\s*)$/i.exec(rest) ?? [];
    if (as) {
      return [
        ...tokens,
        ...pieces(before),
        { kind: 'keyword', text: as },
        { kind: 'text', text: name },
      ];
    }
  }
  if (/^onbuild$/i.test(keyword)) return [...tokens, ...instruction(rest)];
  return [...tokens, ...pieces(rest)];
}

/**
 * Colours for reading, line by line. Verdicts never rest on this: where it and the engine see a line differently, the
 * engine is right and a colour is off.
 */
export function highlight(lines: readonly string[]): Token[][] {
  const heredocs: string[] = [];
  let continued = false;
  return lines.map(line => {
    if (heredocs.length > 0) {
      if (line.trim() === heredocs[0]) heredocs.shift();
      return [{ kind: 'text', text: line }];
    }
    if (/^\s*#/.test(line)) return [{ kind: 'comment', text: line }];
    const tokens = continued ? pieces(line) : instruction(line);
    if (/^\s*(RUN|COPY|ADD)\s/i.test(line) || continued) {
      for (const match of line.matchAll(HEREDOC)) heredocs.push(match[2]);
    }
    continued = /\\\s*$/.test(line);
    return tokens;
  });
}
