/** A text that is meant to hurt. */
export interface Pathological {
  name: string;
  text: string;
}

/** Numbers that look random and are the same in every run. */
function* pseudoRandom(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

function randomText(length: number): string {
  const numbers = pseudoRandom(42);
  const alphabet =
    'FROMRUNCOPYENVARG \t\n\\"\'$(){}[]<>|&;=#-abc/.:,`\u00e9\u2028\ud83d\ude00';
  let text = '';
  while (text.length < length) {
    text += alphabet[numbers.next().value % alphabet.length];
  }
  return text;
}

const MEBIBYTE = 1 << 20;

function stages(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    index === 0
      ? 'FROM alpine AS s0\nENV A=1\n'
      : `FROM s${index - 1} AS s${index}\nENV P${
          index % 50
        }=$A:$MISSING\nCOPY --from=s${index >> 1} /a /b\n`,
  ).join('');
}

/** Inputs of the budget: an answer within two seconds for each. */
export function pathologicalTexts(): Pathological[] {
  return [
    { name: 'one line of 1 MiB', text: `FROM a\nRUN ${'x'.repeat(MEBIBYTE)}` },
    {
      name: '1 MiB of flags',
      text: `COPY ${'--from=a '.repeat(MEBIBYTE / 9)}`,
    },
    { name: '1 MiB of ONBUILD', text: 'ONBUILD '.repeat(MEBIBYTE / 8) },
    { name: '1 MiB of quotes', text: `ENV a=${`"'`.repeat(MEBIBYTE / 2)}` },
    { name: '1 MiB of [', text: `CMD ${'['.repeat(MEBIBYTE)}` },
    { name: '1 MiB of ${a:-', text: `FROM ${'${a:-'.repeat(MEBIBYTE / 5)}` },
    { name: '100,000 continuations', text: `RUN ${'a \\\n'.repeat(100_000)}` },
    {
      name: '100,000 comments in one RUN',
      text: `RUN a \\\n${'# b\n'.repeat(100_000)}c`,
    },
    { name: '10,000 stages on each other', text: stages(10_000) },
    {
      name: '10,000 stages, one lookup at the end',
      text: `FROM a AS s0\n${Array.from(
        { length: 10_000 },
        (_, i) => `FROM s${i} AS s${i + 1}\n`,
      ).join('')}ENV A=$B`,
    },
    {
      name: '100,000 ARGs',
      text: `FROM a\n${Array.from(
        { length: 100_000 },
        (_, i) => `ARG A${i}=$A${i >> 1}\n`,
      ).join('')}`,
    },
    {
      name: '100,000 global ARGs',
      text: `${Array.from(
        { length: 100_000 },
        (_, i) => `ARG A${i}=\${A${i - 1}}\n`,
      ).join('')}FROM $A9`,
    },
    {
      name: '100,000 growing ENVs',
      text: `FROM a\n${'ENV PATH=/x:$PATH\n'.repeat(100_000)}`,
    },
    {
      name: '20,000 here-documents',
      text: `FROM a\n${'RUN <<E\nx\nE\n'.repeat(20_000)}`,
    },
    { name: '20,000 openers in a line', text: `RUN ${'<<E '.repeat(20_000)}` },
    { name: '1 MiB of random text', text: randomText(MEBIBYTE) },
  ];
}
