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

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
}

const PYTHON = 'FROM python:3.14-slim-trixie AS s0\n';

/** More inputs for a whole evaluation: what the stages hold is followed, and every rule looks at it. */
export function pathologicalBuilds(): Pathological[] {
  return [
    {
      name: '5,000 RUN pip install',
      text: PYTHON + lines(5000, i => `RUN pip install p${i}`),
    },
    {
      name: '5,000 COPY',
      text: PYTHON + lines(5000, i => `COPY a${i} /app/${i}/`),
    },
    {
      name: '5,000 COPY --from of a full stage',
      text: `${PYTHON}${lines(
        2000,
        i => `RUN mkdir /d${i} && touch /d${i}/f`,
      )}FROM s0\n${lines(5000, i => `COPY --from=s0 /d${i % 2000} /e${i}`)}`,
    },
    {
      name: '20,000 RUN of apt-get install and remove',
      text: `FROM debian:trixie\n${lines(
        10_000,
        i => `RUN apt-get install -y p${i} gcc`,
      )}${lines(10_000, i => `RUN apt-get purge p${i * 7} q*`)}`,
    },
    {
      name: 'copies that double 40 times',
      text: `${PYTHON}RUN mkdir /a && touch /a/b\n${lines(
        40,
        i => `FROM s${i} AS s${i + 1}\nCOPY --from=s${i} / /x${i}`,
      )}`,
    },
    {
      name: '5,000 cp -r / in one RUN',
      text: `${PYTHON}RUN touch /a; ${'cp -r / /x; '.repeat(5000)}`,
    },
    {
      name: '5,000 stages with RUN and COPY on each other',
      text: `${PYTHON}${lines(
        5000,
        i =>
          `FROM s${i} AS s${
            i + 1
          }\nRUN pip install p${i} && mkdir /d${i}\nCOPY --from=s${i} /d${
            i >> 1
          } /e${i}`,
      )}`,
    },
    {
      name: '10,000 stages on one full stage',
      text: `${PYTHON}${lines(3000, i => `RUN a${i}`)}${lines(
        10_000,
        i => `FROM s0 AS t${i}`,
      )}`,
    },
    {
      name: '10,000 separate stages',
      text: lines(
        10_000,
        i =>
          `FROM python:3.${i % 20} AS s${i}\nRUN pip install flask\nUSER u${i}`,
      ),
    },
    {
      name: '10,000 COPY --from of unknown names',
      text: PYTHON + lines(10_000, i => `COPY --from=buil${i} /a /b`),
    },
    {
      name: 'globs of stars',
      text: `${PYTHON}RUN mkdir /${'a'.repeat(2000)}\n${lines(
        200,
        () => `RUN rm -rf /${'*a'.repeat(200)}b`,
      )}`,
    },
    {
      name: '100,000 names in one pip install',
      text: `${PYTHON}RUN pip install ${'flask==1.0 '.repeat(100_000)}`,
    },
    {
      name: '50,000 sources in one COPY',
      text: `${PYTHON}COPY ${'src/a.py '.repeat(50_000)} /app/`,
    },
    {
      name: '20,000 directories on the PATH',
      text: `${PYTHON}ENV PATH=${lines(20_000, i => `/p${i}:`).replace(
        /\n/g,
        '',
      )}\n${lines(500, () => 'RUN pip install a')}CMD ["gunicorn"]`,
    },
    {
      name: '100,000 comments above FROM',
      text: `${lines(100_000, i => `# c${i}`)}${PYTHON}`,
    },
    {
      name: '20,000 waivers and findings',
      text: `${PYTHON}${lines(
        20_000,
        i => `# scorecard: ignore=secret-in-build-arg\nARG TOKEN_${i}=abc`,
      )}`,
    },
    {
      name: 'a pragma of 1 MiB',
      text: `# hadolint ignore=${' '.repeat(MEBIBYTE)}!\n${PYTHON}`,
    },
    {
      name: '20,000 pipes into sh',
      text: `${PYTHON}${lines(20_000, () => 'RUN a | sh')}`,
    },
    {
      name: 'CMD of 1 MiB in shell form',
      text: `${PYTHON}CMD ${'python a && '.repeat(MEBIBYTE / 12)}b`,
    },
    {
      name: 'CMD of 100,000 words',
      text: `${PYTHON}CMD [${'"env", '.repeat(100_000)}"a"]`,
    },
    {
      name: 'words of 1 MiB',
      text: `FROM ${'a/'.repeat(MEBIBYTE / 8)}b AS x\nUSER ${'u'.repeat(
        MEBIBYTE / 4,
      )}\nWORKDIR ${'/../a'.repeat(
        MEBIBYTE / 16,
      )}\nRUN pip install ${'a-._'.repeat(MEBIBYTE / 16)}[\nRUN ${'/'.repeat(
        MEBIBYTE / 4,
      )} ${'/a/.'.repeat(MEBIBYTE / 16)}\n`,
    },
  ];
}
