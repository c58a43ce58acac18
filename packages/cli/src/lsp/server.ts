import {
  evaluateDockerfile,
  type Evaluation,
  type FixInput,
} from 'dockerfile-scorecard-engine';
import { dirname, relative, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CodeActionKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
} from 'vscode-languageserver/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { POLICY_FILE, readPolicy } from '../policyFile';
import { ContextReader } from '../readContext';
import { actionsFor } from './actions';
import { diagnosticsOf } from './diagnostics';
import { definitionAt, hoverAt } from './hover';
import { lineRange } from './positions';

/** While somebody types, nothing is judged for so long. */
const TYPING_MS = 150;

/** Judges the Dockerfiles that an editor has open, with what lies around them on the disk. */
class ScorecardServer {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Read anew after a file was saved. */
  private contexts = new ContextReader();

  constructor(private readonly connection: Connection) {}

  /** Answers what the editor asks. */
  attach(): void {
    const { connection } = this;
    connection.onInitialize(() => ({
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: {
          codeActionKinds: [
            CodeActionKind.QuickFix,
            CodeActionKind.RefactorRewrite,
          ],
        },
        hoverProvider: true,
        definitionProvider: true,
      },
      serverInfo: { name: 'dockerfile-scorecard' },
    }));
    this.documents.onDidChangeContent(({ document }) =>
      this.schedule(document.uri),
    );
    this.documents.onDidSave(() => {
      this.contexts = new ContextReader();
      for (const { uri } of this.documents.all()) this.schedule(uri);
    });
    this.documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(this.timers.get(uri));
      connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    connection.onCodeAction(async ({ textDocument, range, context }) => {
      const input = await this.inputOf(textDocument.uri);
      return input
        ? actionsFor(textDocument.uri, input, range, context.diagnostics)
        : [];
    });
    connection.onHover(async ({ textDocument, position }) => {
      const evaluation = await this.evaluate(textDocument.uri);
      return evaluation && hoverAt(evaluation, position.line + 1);
    });
    connection.onDefinition(async ({ textDocument: { uri }, position }) => {
      const evaluation = await this.evaluate(uri);
      const line = evaluation && definitionAt(evaluation, position.line + 1);
      return line === undefined ? null : { uri, range: lineRange(line) };
    });
    this.documents.listen(connection);
  }

  private schedule(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => {
        this.report(uri).catch(error =>
          this.connection.console.error(String(error)),
        );
      }, TYPING_MS),
    );
  }

  private async report(uri: string): Promise<void> {
    const evaluation = await this.evaluate(uri);
    if (evaluation)
      await this.connection.sendDiagnostics({
        uri,
        diagnostics: diagnosticsOf(uri, evaluation),
      });
  }

  private async evaluate(uri: string): Promise<Evaluation | undefined> {
    const input = await this.inputOf(uri);
    return input && evaluateDockerfile(input);
  }

  /** A document with what is known around it; of one that is not saved yet, nothing is. */
  private async inputOf(uri: string): Promise<FixInput | undefined> {
    const text = this.documents.get(uri)?.getText();
    if (text === undefined) return undefined;
    const policy = await readPolicy(undefined, undefined);
    const today = new Date().toISOString().slice(0, 10);
    if (!uri.startsWith('file:'))
      return { path: 'Dockerfile', text, policy, today };
    const file = fileURLToPath(uri);
    const { context } = await this.contexts.read(file, text, {
      searched: [dirname(file)],
      policyFile: resolvePath(POLICY_FILE),
    });
    return { path: relative('.', file) || file, text, context, policy, today };
  }
}

/** Serves an editor until the connection ends. */
export function serve(connection: Connection): Promise<void> {
  new ScorecardServer(connection).attach();
  return new Promise<void>(resolve => {
    connection.onExit(() => resolve());
    connection.listen();
  });
}
