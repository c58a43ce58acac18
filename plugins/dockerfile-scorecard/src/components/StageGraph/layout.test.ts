import { flask, gold, many } from '../../../dev/samples';
import { columnsOf } from './columns';
import { layoutStages } from './layout';
import type { Box } from './nodes';

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}

describe('the layout of the stage graph', () => {
  it('puts a stage right of what it takes from, and the final image last', () => {
    const { stages, flows } = many.evaluation;
    const columns = columnsOf(stages, flows);
    const moves = flows.flatMap(({ from, to }) =>
      from.kind === 'stage' ? [[columns[from.stage], columns[to]]] : [],
    );
    expect(moves.length).toBeGreaterThan(0);
    for (const [before, after] of moves) {
      expect(after).toBeGreaterThan(before);
    }
    expect(columns[11]).toBe(Math.max(...columns));
    expect(columns.filter(column => column === columns[11])).toHaveLength(1);
  });

  it('does not hang on stages that need each other', () => {
    const [first, second] = flask.evaluation.stages;
    const copy = (from: number, to: number) => ({
      from: { kind: 'stage' as const, stage: from },
      to,
      source: '/a',
      destination: '/a',
      line: 1,
      via: 'copied' as const,
    });
    expect(columnsOf([first, second], [copy(0, 1), copy(1, 0)])).toHaveLength(
      2,
    );
  });

  it.each([flask, gold, many])(
    'lets no nodes overlap ($path)',
    ({ evaluation }) => {
      const { nodes, width, height } = layoutStages(evaluation, 1_100);
      nodes.forEach((node, index) => {
        for (const other of nodes.slice(index + 1)) {
          expect(overlap(node, other)).toBe(false);
        }
        expect(node.x + node.width).toBeLessThanOrEqual(width);
        expect(node.y + node.height).toBeLessThanOrEqual(height);
      });
    },
  );

  it.each([700, 984, 1_400])('fits two stages on %d pixels', width => {
    expect(layoutStages(flask.evaluation, width).width).toBeLessThanOrEqual(
      width,
    );
  });

  it('puts stages that nothing needs below, so that the image stays in view', () => {
    const [builder, image] = gold.evaluation.stages;
    const test = {
      ...builder,
      index: 2,
      name: 'test',
      fromStage: 0,
      reachable: false,
      isTarget: false,
    };
    const { nodes, width, unusedTop } = layoutStages(
      { stages: [builder, image, test], flows: gold.evaluation.flows },
      984,
    );
    expect(width).toBeLessThanOrEqual(984);
    const unused = nodes.find(({ id }) => id === 'stage:2');
    expect(unused).toMatchObject({ folded: true });
    expect(unused!.y).toBeGreaterThan(unusedTop!);
    const bottoms = nodes
      .filter(node => node !== unused)
      .map(node => node.y + node.height);
    expect(Math.max(...bottoms)).toBeLessThan(unused!.y);
  });

  it('draws one arrow for all lines that move files between the same places', () => {
    const { edges, losses } = layoutStages(flask.evaluation, 1_000);
    expect(
      edges.map(edge => [
        edge.id.split(':y')[0].split('>')[0],
        edge.lines,
        edge.role,
      ]),
    ).toEqual([
      ['context', [3, 5], 'feeds'],
      ['stage:0', [9], 'ships'],
    ]);
    expect(losses.map(loss => loss.id)).toEqual([
      'stage:0:/usr/local/lib/python3.13/site-packages',
    ]);
  });

  it('gives no box of its own to source inside of source', () => {
    const [builder, image] = flask.evaluation.stages;
    const part = { ...builder.artifacts[1], path: '/app/requirements.txt' };
    const { nodes } = layoutStages(
      {
        stages: [
          { ...builder, artifacts: [part, ...builder.artifacts] },
          image,
        ],
        flows: [],
      },
      1_000,
    );
    expect(
      nodes.flatMap(node =>
        node.kind === 'stage' ? [node.artifacts.map(({ path }) => path)] : [],
      ),
    ).toEqual([['/usr/local/lib/python3.13/site-packages', '/app'], ['/app']]);
  });

  it.each([gold, many])('keeps labels apart ($path)', ({ evaluation }) => {
    const labels = layoutStages(evaluation, 1_400)
      .edges.filter(edge => edge.via !== 'built-on')
      .map(edge => edge.label);
    labels.forEach((label, index) => {
      for (const other of labels.slice(index + 1)) {
        expect(
          Math.abs(label.x - other.x) >= 84 ||
            Math.abs(label.y - other.y) >= 18,
        ).toBe(true);
      }
    });
  });
});
