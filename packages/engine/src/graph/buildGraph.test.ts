import { parseDockerfile } from '../syntax';
import { buildGraph, type GraphOptions } from './buildGraph';

const graphOf = (text: string, options?: GraphOptions) =>
  buildGraph(parseDockerfile(text), options);

/** Value of a variable behind the last instruction of the last stage; the reason in brackets where it is unknown. */
const valueOf = (text: string, name: string, options?: GraphOptions) => {
  const value = graphOf(text, options).stages.at(-1)?.finalScope.lookup(name);
  return value && (value.known ? value.value : `[${value.reason}]`);
};

describe('stages', () => {
  it.each([
    ['FROM a AS B\nFROM b', { kind: 'stage', stage: 0 }],
    ['FROM a AS b\nFROM a AS b\nFROM B', { kind: 'stage', stage: 1 }],
    ['FROM b\nFROM a AS b', { kind: 'image', reference: 'a' }],
    ['FROM a\nFROM 0', { kind: 'image', reference: '0' }],
    ['FROM scratch', { kind: 'scratch' }],
    ['ARG I=a\nARG T=$I-b\nFROM x:${T}', { kind: 'image', reference: 'x:a-b' }],
    [
      'FROM a AS base\nARG B=base\nFROM ${B:-base}',
      { kind: 'stage', stage: 0 },
    ],
    ['ARG T\nFROM a:$T', { kind: 'unknown', text: 'a:$T' }],
    ['ARG T\nFROM a:${T:-1}', { kind: 'image', reference: 'a:1' }],
    ['ARG T\nFROM a:${T:+1}', { kind: 'unknown', text: 'a:${T:+1}' }],
    ['FROM $NOPE', { kind: 'unknown', text: '$NOPE' }],
    ['FROM a b', { kind: 'unknown', text: 'a' }],
  ])('%j', (text, expected) => {
    expect(graphOf(text).stages.at(-1)?.base).toMatchObject(expected);
  });

  it('know the stages they are built on, nearest first', () => {
    const { stages } = graphOf('FROM a AS x\nFROM x AS y\nFROM b\nFROM y');
    expect(stages.map(stage => stage.chain)).toEqual([
      [0],
      [1, 0],
      [2],
      [3, 1, 0],
    ]);
  });

  it('keep the platform', () => {
    const { stages } = graphOf('FROM --platform=$BUILDPLATFORM a', {
      platform: 'linux/arm64',
    });
    expect(stages[0].platform).toEqual({ known: true, value: 'linux/arm64' });
  });

  it('run the ONBUILD instructions of the stage below', () => {
    const { stages } = graphOf(
      'FROM a AS b\nONBUILD ENV A=1\nONBUILD COPY --from=b x y\nFROM b\nRUN c',
    );
    expect(
      stages[1].instructions.map(one => [one.instruction.kind, one.deferred]),
    ).toEqual([
      ['ENV', true],
      ['COPY', true],
      ['RUN', false],
    ]);
    expect(stages[1].references).toHaveLength(2);
    expect(stages[1].finalScope.lookup('A')).toEqual({
      known: true,
      value: '1',
    });
  });
});

describe('references', () => {
  it.each([
    ['COPY --from=B a b', { kind: 'stage', stage: 0 }],
    ['COPY --from=0 a b', { kind: 'stage', stage: 0 }],
    ['COPY --from=later a b', { kind: 'stage', stage: 2 }],
    ['COPY --from=nginx:1 a b', { kind: 'image', reference: 'nginx:1' }],
    ['COPY --from=docs a b', { kind: 'context', name: 'docs' }],
    ['COPY --from=scratch a b', { kind: 'scratch' }],
    ['COPY --from=9 a b', { kind: 'unknown', text: '9' }],
    ['COPY --from=$B a b', { kind: 'unknown', text: '$B' }],
    ['RUN --mount=from=b,target=/b c', { kind: 'stage', stage: 0 }],
  ])('%s', (instruction, expected) => {
    const { stages } = graphOf(
      `FROM a AS b\nFROM c\n${instruction}\nFROM d AS later`,
      { contexts: ['docs'] },
    );
    expect(stages[1].references[1].source).toMatchObject(expected);
  });

  it.each([
    ['FROM a AS b\nCOPY --from=b c d', 'circular-dependency'],
    ['FROM a AS b\nCOPY --from=1 c d\nFROM b', 'circular-dependency'],
    ['FROM a\nCOPY --from=7 c d', 'invalid-from-reference'],
    ['ARG E=\nFROM $E', 'empty-base'],
  ])('%j is a problem', (text, code) => {
    expect(graphOf(text).problems.map(problem => problem.code)).toEqual([code]);
  });
});

describe('target', () => {
  const text =
    'FROM a AS b\nFROM c AS d\nCOPY --from=b x y\nFROM e\nFROM d AS f';

  it.each([
    [undefined, 3, [0, 1, 3]],
    ['D', 1, [0, 1]],
    ['2', 2, [2]],
    ['nope', undefined, []],
  ])('%s', (target, index, reachable) => {
    const graph = graphOf(text, { target });
    expect(graph.target).toBe(index);
    expect(
      graph.stages.filter(stage => stage.reachable).map(stage => stage.index),
    ).toEqual(reachable);
  });

  it('is undefined without stages', () => {
    expect(graphOf('ARG a').target).toBeUndefined();
  });
});

describe('variables', () => {
  it.each([
    ['ENV A=b', 'b'],
    ['ENV A "b c" d', 'b c d'],
    ['ENV A=1\nENV A=2 B=$A', '2'],
    ['ENV B=1\nENV B=2 A=$B', '1'],
    ['ARG A=b', 'b'],
    ['ARG A=b\nENV A=c', 'c'],
    ['ENV A=c\nARG A=b', 'c'],
    ['ARG B=b\nENV A=${B:-c}', 'b'],
    ['ARG A', '[ARG A has no default: its value comes from the build command]'],
    ['ARG B\nENV A=${B:-c}', 'c'],
    ['ARG B\nENV A=${B-c}', 'c'],
    [
      'ARG B\nENV A=${B:?c}',
      '[ARG B has no default: its value comes from the build command]',
    ],
    [
      'ENV A=x$NOPE',
      '[nothing in the file sets NOPE, and whether base sets it is not known]',
    ],
    [
      'ARG A=$TARGETARCH',
      '[nothing in the file sets TARGETARCH, and whether base sets it is not known]',
    ],
    [
      'ARG TARGETARCH\nENV A=$TARGETARCH',
      '[TARGETARCH depends on the platform of the build]',
    ],
    ['ENV "A"=b', 'b'],
    ["ENV A='$B'", '$B'],
  ])('%j', (instructions, expected) => {
    expect(valueOf(`FROM base\n${instructions}`, 'A')).toBe(expected);
  });

  it.each([
    ['ARG A=g\nFROM b\nARG A', 'g'],
    ['ARG A=g\nFROM scratch', undefined],
    ['ARG A=g\nFROM b\nARG A=s', 's'],
    ['FROM scratch AS x\nENV A=e\nFROM x', 'e'],
    ['FROM scratch AS x\nARG A=e\nFROM x', 'e'],
    ['FROM scratch AS x\nARG A=e\nFROM scratch', undefined],
  ])('%j: scopes', (text, expected) => {
    expect(valueOf(text, 'A')).toBe(expected);
  });

  it('come from the build command first', () => {
    const options = { buildArgs: { A: 'given' } };
    expect(valueOf('FROM scratch\nARG A=b', 'A', options)).toBe('given');
    expect(valueOf('FROM scratch\nARG B', 'B', options)).toBeUndefined();
    expect(valueOf('FROM scratch', 'A', options)).toBeUndefined();
  });

  it('come from a known base image, which wins over ARG', () => {
    const options: GraphOptions = {
      baseEnvironment: image =>
        image === 'py' ? new Map([['V', '3']]) : undefined,
    };
    expect(valueOf('FROM py\nARG V=4', 'V', options)).toBe('3');
    expect(valueOf('FROM py', 'NOPE', options)).toBeUndefined();
    expect(valueOf('FROM py\nENV PATH=/a:$PATH', 'PATH', options)).toMatch(
      /^\/a:\/usr\/local\/sbin/,
    );
    expect(valueOf('FROM other', 'V', options)).toMatch(/not known/);
  });

  it('keep what is known of an unknown value', () => {
    const { stages } = graphOf('FROM a\nENV PATH=/app/bin:$PATH');
    expect(stages[0].finalScope.lookup('PATH')).toMatchObject({
      known: false,
      prefix: '/app/bin:',
    });
  });

  it('are those in force when an instruction starts', () => {
    const { stages } = graphOf('FROM scratch\nENV A=1\nRUN a\nENV A=2\nRUN b');
    const values = stages[0].instructions.map(one => one.scope.lookup('A'));
    expect(values.map(value => value?.known && value.value)).toEqual([
      undefined,
      '1',
      '1',
      '2',
    ]);
    expect([...stages[0].finalScope.environment().keys()]).toEqual([
      'A',
      'PATH',
    ]);
  });

  it('may be set by a proxy argument', () => {
    expect(valueOf('FROM scratch', 'http_proxy')).toMatch(/build command/);
  });
});
