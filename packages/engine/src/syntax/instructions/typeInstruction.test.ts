import { parseDockerfile } from '../parse';
import { typeInstruction } from './typeInstruction';
import { typeInstructions } from './validate';

const typed = (text: string) =>
  typeInstruction(parseDockerfile(text).instructions[0]);

describe('typed instructions', () => {
  it.each([
    [
      'FROM --platform=$P a:b as C',
      {
        kind: 'FROM',
        image: { value: 'a:b' },
        platform: { value: '$P' },
        name: { value: 'C' },
      },
    ],
    [
      'COPY --chown=1:1 --chmod=755 --link --parents --exclude=a --exclude=b c d e/',
      {
        kind: 'COPY',
        sources: [{ value: 'c' }, { value: 'd' }],
        destination: { value: 'e/' },
        chown: { value: '1:1' },
        chmod: { value: '755' },
        link: true,
        parents: true,
        exclude: ['a', 'b'],
      },
    ],
    [
      'COPY <<a <<b c /d\nx\na\ny\nb',
      {
        kind: 'COPY',
        sources: [{ value: 'c' }],
        heredocs: [{ name: 'a', content: 'x\n' }, { name: 'b' }],
      },
    ],
    [
      'ADD --checksum=sha256:0 --keep-git-dir=false --link=false https://a b',
      {
        kind: 'ADD',
        checksum: { value: 'sha256:0' },
        keepGitDir: false,
        link: false,
        unpack: undefined,
      },
    ],
    [
      'RUN --network=none --security=insecure --device=x a && b',
      {
        kind: 'RUN',
        form: 'shell',
        words: [{ value: 'a && b' }],
        network: 'none',
        security: 'insecure',
        devices: ['x'],
      },
    ],
    [
      'CMD ["a", "b"]',
      { kind: 'CMD', form: 'exec', words: [{ value: 'a' }, { value: 'b' }] },
    ],
    [
      'ENTRYPOINT a b',
      { kind: 'ENTRYPOINT', form: 'shell', words: [{ value: 'a b' }] },
    ],
    ['ENTRYPOINT []', { kind: 'ENTRYPOINT', form: 'exec', words: [] }],
    [
      'ENV A=b C="d"',
      {
        kind: 'ENV',
        pairs: [
          { name: 'A', value: 'b' },
          { name: 'C', value: '"d"' },
        ],
      },
    ],
    ['LABEL a b', { kind: 'LABEL', pairs: [{ name: 'a', value: 'b' }] }],
    [
      'ARG A B=c',
      {
        kind: 'ARG',
        args: [
          { name: 'A', default: undefined },
          { name: 'B', default: 'c' },
        ],
      },
    ],
    ['ARG A=', { kind: 'ARG', args: [{ name: 'A', default: '' }] }],
    ['WORKDIR /a', { kind: 'WORKDIR', path: { value: '/a' } }],
    ['USER a:b', { kind: 'USER', user: { value: 'a:b' } }],
    [
      'EXPOSE 80/tcp 443',
      { kind: 'EXPOSE', ports: [{ value: '80/tcp' }, { value: '443' }] },
    ],
    ['VOLUME ["/a b"]', { kind: 'VOLUME', paths: [{ value: '/a b' }] }],
    ['STOPSIGNAL SIGINT', { kind: 'STOPSIGNAL', signal: { value: 'SIGINT' } }],
    ['MAINTAINER a b', { kind: 'MAINTAINER', name: { value: 'a b' } }],
    [
      'SHELL ["bash", "-c"]',
      { kind: 'SHELL', words: [{ value: 'bash' }, { value: '-c' }] },
    ],
    ['HEALTHCHECK none', { kind: 'HEALTHCHECK', none: true }],
    [
      'HEALTHCHECK --interval=1m30s --timeout=500ms --retries=3 CMD a b',
      {
        kind: 'HEALTHCHECK',
        none: false,
        form: 'shell',
        words: [{ value: 'a b' }],
        interval: 90_000,
        timeout: 500,
        retries: 3,
      },
    ],
    [
      'ONBUILD COPY a b',
      {
        kind: 'ONBUILD',
        trigger: { kind: 'COPY', destination: { value: 'b' } },
      },
    ],
  ])('%s', (text, expected) => {
    const { instruction, problems } = typed(text);
    expect(instruction).toMatchObject(expected);
    expect(problems).toEqual([]);
  });
});

describe('mounts', () => {
  const mount = (options: string) => {
    const { instruction } = typed(`RUN --mount=${options} a`);
    return instruction.kind === 'RUN' ? instruction.mounts[0] : undefined;
  };

  it.each([
    ['target=/a', { type: 'bind', target: '/a', readonly: true }],
    [
      'type=bind,from=b,src=c,dst=d,rw',
      { from: { value: 'b' }, source: 'c', target: 'd', readonly: false },
    ],
    [
      'type=cache,target=/c,id=i,sharing=locked,mode=0755,uid=1',
      {
        type: 'cache',
        id: 'i',
        sharing: 'locked',
        mode: '0755',
        uid: '1',
        readonly: false,
      },
    ],
    [
      'type=secret,id=s,env=TOKEN,required',
      { type: 'secret', id: 's', env: 'TOKEN', required: true },
    ],
    ['type=tmpfs,target=/t,size=1g', { type: 'tmpfs', size: '1g' }],
    ['type=ssh,required=true', { type: 'ssh', required: true }],
    ['type=cache,"target=/a,b"', { target: '/a,b' }],
    ['type=cache,target=$HOME/x', { type: 'cache', target: '$HOME/x' }],
  ])('%s', (options, expected) => {
    expect(mount(options.replace(/"/g, '\\"'))).toMatchObject(expected);
  });
});

describe('what BuildKit refuses', () => {
  it.each([
    ['FROM a b', 'invalid-from'],
    ['FROM', 'invalid-from'],
    ['FROM a AS 1b', 'invalid-stage-name'],
    ['FROM --plattform=x a', 'unknown-flag'],
    ['COPY a', 'missing-destination'],
    ['COPY a <<b\nb', 'heredoc-destination'],
    ['COPY --link=maybe a b', 'invalid-flag-value'],
    ['COPY --from=a --from=b c d', 'duplicate-flag'],
    ['COPY --from c d', 'missing-flag-value'],
    ['ADD --from=a b c', 'unknown-flag'],
    ['RUN --network=x a', 'invalid-flag-value'],
    ['RUN --mount=type=tmp a', 'invalid-mount'],
    ['RUN --mount=from=$A,target=b c', 'mount-from-variable'],
    ['RUN --mount=type=cache,required a', 'invalid-mount'],
    ['RUN --mount=type=secret a', 'invalid-mount'],
    ['RUN --mount=type=bind,uid=1 a', 'invalid-mount'],
    ['ENV', 'missing-arguments'],
    ['ENV =a', 'empty-name'],
    ['ARG =a', 'empty-name'],
    ['WORKDIR', 'missing-arguments'],
    ['EXPOSE', 'missing-arguments'],
    ['USER --x a', 'unknown-flag'],
    ['SHELL bash -c', 'shell-not-json'],
    ['HEALTHCHECK', 'missing-arguments'],
    ['HEALTHCHECK curl a', 'unknown-healthcheck-type'],
    ['HEALTHCHECK NONE a', 'too-many-arguments'],
    ['HEALTHCHECK --interval=1 CMD a', 'invalid-duration'],
    ['HEALTHCHECK --timeout=1us CMD a', 'invalid-duration'],
    ['HEALTHCHECK --retries=-1 CMD a', 'invalid-retries'],
    ['ONBUILD', 'missing-arguments'],
    ['ONBUILD FROM a', 'invalid-onbuild'],
    ['ONBUILD ONBUILD RUN a', 'invalid-onbuild'],
    ['RUNN a', 'unknown-instruction'],
  ])('%s', (text, code) => {
    expect(typed(text).problems.map(problem => problem.code)).toContain(code);
  });

  it.each([
    [
      'Entrypoint["/server"]',
      '`Entrypoint["/server"]` is not an instruction. Put a space after ENTRYPOINT.',
    ],
    [
      '--host-cc=gcc',
      '`--host-cc=gcc` is not an instruction. If it continues the line above',
    ],
    ['RUNN a', 'Did you mean RUN?'],
    ['COPPY a b', 'Did you mean COPY?'],
    ['&& apt-get update', 'escape character'],
    ['COPY --form=a b c', 'Did you mean --from?'],
    ['HEALTHCHECK --start=1s CMD a', '--interval, --timeout'],
    ['RUN --mount=typ=cache a', 'Did you mean type?'],
  ])('%s says what to do', (text, hint) => {
    expect(typed(text).problems[0].message).toContain(hint);
  });

  it('is an instruction in front of the first FROM, said once', () => {
    const { problems } = typeInstructions(
      parseDockerfile('ARG A\nRUN b\nRUN c\nFROM d'),
    );
    expect(problems).toMatchObject([
      { code: 'no-stage', range: { start: { line: 2 } } },
    ]);
  });

  it('stands on the first line of the instruction', () => {
    const { problems } = typed('\\\nRUNN a');
    expect(problems[0].range.start.line).toBe(1);
  });
});
