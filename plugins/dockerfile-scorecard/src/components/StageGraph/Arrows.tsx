import { useId } from 'react';
import { useTheme } from '@material-ui/core/styles';
import { tones } from '../../theme';
import { lightOf, useTraceLight } from '../parts';
import type { Edge, Loss } from './edges';
import type { GraphLayout } from './layout';

/** The arrows; what they say stands in the list below the graph for those who cannot see them. */
export function Arrows(props: { layout: GraphLayout }) {
  const { layout } = props;
  const id = useId();
  const theme = useTheme();
  const palette = tones(theme);
  const { lit } = useTraceLight();
  const colour: Record<Edge['role'], string> = {
    ships: palette.good.text,
    feeds: palette.neutral.text,
    idle: palette.neutral.border,
  };
  return (
    <svg
      width={layout.width}
      height={layout.height}
      style={{ position: 'absolute', left: 0, top: 0 }}
      aria-hidden
      focusable="false"
    >
      <defs>
        {(['ships', 'feeds', 'idle'] as const).map(role => (
          <marker
            key={role}
            id={`${id}${role}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="12"
            markerHeight="12"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" fill={colour[role]} />
          </marker>
        ))}
      </defs>
      {layout.edges.map(edge => (
        <path
          key={edge.id}
          d={edge.path}
          fill="none"
          stroke={colour[edge.role]}
          strokeWidth={
            (edge.role === 'ships' ? 3 : 1.75) *
            (lightOf(lit, edge.lines) === 'on' ? 1.75 : 1)
          }
          opacity={lightOf(lit, edge.lines) === 'off' ? 0.35 : undefined}
          strokeDasharray={edge.via === 'mounted' ? '3 4' : undefined}
          markerEnd={`url(#${id}${edge.role})`}
        />
      ))}
      {layout.losses.map(loss => (
        <LossMark key={loss.id} loss={loss} colour={palette.bad.text} />
      ))}
    </svg>
  );
}

function LossMark(props: { loss: Loss; colour: string }) {
  const { loss, colour } = props;
  const end = loss.x + loss.width;
  return (
    <g stroke={colour} fill="none">
      <path
        d={`M${loss.x} ${loss.y} H${end}`}
        strokeWidth={2.25}
        strokeDasharray="6 5"
      />
      <path
        d={`M${end - 7} ${loss.y - 9} l14 18 m0 -18 l-14 18`}
        strokeWidth={2.75}
      />
    </g>
  );
}
