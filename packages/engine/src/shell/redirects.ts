import type { HereDoc, Redirection } from 'unbash';
import { known } from './environment';
import type { CommandStep, Redirect, Resolved } from './types';
import { expandParts, expandToText, type WordContext } from './words';

/** The redirections of a command and what they feed it. */
export type ReadRedirects = Pick<CommandStep, 'redirects' | 'input'>;

/** Expands the targets of redirections. */
export function readRedirects(
  nodes: readonly Redirection[],
  context: WordContext,
): ReadRedirects {
  const redirects: Redirect[] = [];
  let input: Resolved | undefined;
  for (const node of nodes) {
    const fileDescriptor =
      node.descriptor?.type === 'FileDescriptor'
        ? node.descriptor.value
        : undefined;
    if (node.type === 'HereDoc') {
      const range = context.locate(node.pos, node.end);
      const delimiter = node.delimiter?.value ?? '';
      redirects.push({
        operator: node.operator,
        fileDescriptor,
        target: {
          raw: node.delimiter?.text ?? '',
          text: known(delimiter),
          glob: false,
          range,
        },
      });
      input = feeds(fileDescriptor) ? bodyOf(node, context) : input;
      continue;
    }
    if (node.target === undefined) {
      continue;
    }
    const text = expandToText(node.target, context);
    redirects.push({
      operator: node.operator,
      fileDescriptor,
      target: {
        raw: node.target.text,
        text,
        glob: false,
        range: context.locate(node.target.pos, node.target.end),
      },
    });
    if (node.operator === '<<<' && feeds(fileDescriptor)) {
      input = text.known ? known(`${text.value}\n`) : text;
    }
  }
  return { redirects, input };
}

function feeds(fileDescriptor: number | undefined): boolean {
  return fileDescriptor === undefined || fileDescriptor === 0;
}

function bodyOf(node: HereDoc, context: WordContext): Resolved {
  const { parts, text } = node.body;
  const body = parts === undefined ? known(text) : expandParts(parts, context);
  if (node.operator === '<<') {
    return body;
  }
  return body.known
    ? known(body.value.replace(/^\t+/gm, ''))
    : { ...body, prefix: body.prefix.replace(/^\t+/gm, '') };
}
