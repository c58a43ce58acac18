import { Fragment } from 'react';

const MARKUP = /`([^`]+)`|(?<![\w*])\*([\w-]+)\*(?![\w*])/g;

/** The engine's texts without their marks, for places that take plain text only. */
export function plainText(text: string): string {
  return text.replace(MARKUP, (_, code, emphasis) => code ?? emphasis);
}

/** The engine's texts: `code` in backticks and *emphasis* in asterisks, nothing else. */
export function Prose(props: { text: string }) {
  const { text } = props;
  const parts: JSX.Element[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKUP)) {
    const [whole, code, emphasis] = match;
    parts.push(
      <Fragment key={match.index}>
        {text.slice(end, match.index)}
        {code === undefined ? <em>{emphasis}</em> : <code>{code}</code>}
      </Fragment>,
    );
    end = match.index + whole.length;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
