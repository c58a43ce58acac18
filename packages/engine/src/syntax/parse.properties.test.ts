import fc from 'fast-check';
import { buildGraph } from '../graph';
import { parseDockerfile } from './parse';
import { printDockerfile } from './print';
import type { DockerfileSyntax } from './types';
import type { Range } from '../verdict';

/** Pieces of Dockerfiles in any order reach more of the parser than random characters. */
const fragment = fc.constantFrom(
  'FROM a AS b\n',
  'FROM b\n',
  'RUN ',
  'COPY --from=b ',
  'ENV A=',
  'ARG A=$A\n',
  'ONBUILD ',
  'HEALTHCHECK ',
  'CMD ["a", "b"]',
  '["a", 1',
  '# escape=`\n',
  '# syntax=x\n',
  '#c\n',
  '\\\n',
  '`\n',
  '\\',
  '<<E',
  "<<-'E F'",
  'E\n',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '${A:-',
  '}',
  '"',
  "'",
  '\u0085',
  '\ufeff',
  '\ud800',
  '{{ a }}',
  'x',
);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragment, { maxLength: 60 }).map(parts => parts.join('')),
);

const settings = { numRuns: 2000 };

function offsetOf(syntax: DockerfileSyntax, position: Range['start']): number {
  const start = syntax.lineStarts[position.line - 1];
  return (start ?? syntax.text.length) + position.column;
}

/** Everything that stands on its own in the file, in order. */
function pieces(syntax: DockerfileSyntax): [number, number][] {
  return [...syntax.instructions, ...syntax.comments, ...syntax.directives]
    .map(({ range }): [number, number] => [
      offsetOf(syntax, range.start),
      offsetOf(syntax, range.end),
    ])
    .sort((a, b) => a[0] - b[0]);
}

describe('any text', () => {
  it('is read, checked and linked without an exception', () => {
    fc.assert(
      fc.property(text, source => {
        const syntax = parseDockerfile(source);
        for (const stage of buildGraph(syntax).stages) {
          expect(stage.chain[0]).toBe(stage.index);
          stage.finalScope.environment();
        }
      }),
      settings,
    );
  });

  it('is printed back unchanged', () => {
    fc.assert(
      fc.property(text, source => {
        expect(printDockerfile(parseDockerfile(source))).toBe(source);
      }),
      settings,
    );
  });

  it('is tiled: between the nodes stands nothing but white space', () => {
    fc.assert(
      fc.property(text, source => {
        const syntax = parseDockerfile(source);
        let end = source.startsWith('\ufeff') ? 1 : 0;
        let gaps = '';
        let overlaps = false;
        for (const [start, stop] of pieces(syntax)) {
          // `# syntax=` behind `#!` is a directive for tools and a comment for the parser: the same range twice.
          overlaps ||= start < end && stop > end;
          gaps += source.slice(end, start);
          end = Math.max(end, stop);
        }
        gaps += source.slice(end);
        expect(overlaps).toBe(false);
        expect(gaps.replace(/[\s\u0085]/g, '')).toBe('');
      }),
      settings,
    );
  });

  it('has ranges that contain those of its parts', () => {
    fc.assert(
      fc.property(text, source => {
        const syntax = parseDockerfile(source);
        for (const node of syntax.instructions) {
          const [start, end] = [node.range.start, node.range.end].map(
            position => offsetOf(syntax, position),
          );
          const parts = [...node.argNodes, ...node.flagNodes, ...node.heredocs];
          for (const { range } of parts) {
            expect(offsetOf(syntax, range.start)).toBeGreaterThanOrEqual(start);
            expect(offsetOf(syntax, range.end)).toBeLessThanOrEqual(end);
            expect(offsetOf(syntax, range.end)).toBeGreaterThanOrEqual(
              offsetOf(syntax, range.start),
            );
          }
        }
      }),
      settings,
    );
  });

  it('takes time that grows with its length only', () => {
    for (const unit of ['RUN <<E\n', 'ENV A="', 'ONBUILD ', '\\\n', '${A:-']) {
      const start = Date.now();
      buildGraph(parseDockerfile(`FROM a\n${unit.repeat(40_000)}`));
      expect(Date.now() - start).toBeLessThan(2000);
    }
  });
});
