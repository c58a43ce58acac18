import {
  proposeFixes,
  rewriteDockerfile,
  type FixInput,
  type ProvenFix,
} from 'dockerfile-scorecard-engine';
import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node.js';
import { SOURCE } from './diagnostics';
import { rangeOf } from './positions';

function touches(a: Range, b: Range): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}

/** The finding of a fix among the diagnostics that the editor asks about. */
function diagnosticsFor(
  { finding }: ProvenFix,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  return diagnostics.filter(
    ({ source, code, message }) =>
      source === SOURCE && code === finding.rule && message === finding.message,
  );
}

function actionOf(
  uri: string,
  fix: ProvenFix,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const edits: TextEdit[] = fix.edits.map(({ range, text }) => ({
    range: rangeOf(range),
    newText: text,
  }));
  return {
    title: fix.safety === 'review' ? `${fix.title} (review it)` : fix.title,
    kind: CodeActionKind.QuickFix,
    isPreferred: fix.safety === 'safe',
    diagnostics: diagnosticsFor(fix, diagnostics),
    edit: { changes: { [uri]: edits } },
  };
}

/**
 * What can be done in a range: proven fixes of the findings there, and the split of the file where one is offered. A fix of the
 * .dockerignore or of a manifest is left to the command: an editor asks about one document.
 */
export function actionsFor(
  uri: string,
  input: FixInput,
  range: Range,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const fixes = proposeFixes(input)
    .filter(
      ({ dockerignore, additions, finding }) =>
        dockerignore === undefined &&
        additions === undefined &&
        touches(rangeOf(finding.range), range),
    )
    .map(fix => actionOf(uri, fix, diagnostics));
  const rewrite = rewriteDockerfile(input);
  if (rewrite.kind === 'not-offered') return fixes;
  const whole = { start: { line: 0, character: 0 }, end: endOf(input.text) };
  return [
    ...fixes,
    {
      title: `Split into a build stage and a final stage (${rewrite.before.level} → ${rewrite.after.level}, review it)`,
      kind: CodeActionKind.RefactorRewrite,
      edit: { changes: { [uri]: [{ range: whole, newText: rewrite.text }] } },
    },
  ];
}

function endOf(text: string) {
  const lines = text.split('\n');
  return {
    line: lines.length - 1,
    character: lines[lines.length - 1].length,
  };
}
