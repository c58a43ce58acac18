import { readOptions } from '../options';
import type { Terminal } from '../terminal';

/** `lsp` */
export async function lsp(
  args: string[],
  _terminal: Terminal,
): Promise<number> {
  readOptions(args, { stdio: { type: 'boolean' } });
  // the protocol is needed by editors alone, and takes a while to load
  const { createConnection, ProposedFeatures } = await import(
    'vscode-languageserver/node.js'
  );
  const { serve } = await import('../lsp/server');
  await serve(
    createConnection(ProposedFeatures.all, process.stdin, process.stdout),
  );
  return 0;
}
