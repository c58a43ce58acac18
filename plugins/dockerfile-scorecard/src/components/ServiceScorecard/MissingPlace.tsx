import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { Notice } from '../parts';

interface MissingPlaceProps {
  /** The one on show. */
  dockerfile: DockerfileScorecard;
  /** What the address asks for. */
  path: string | null;
  line?: number;
}

/** Says so when an address leads to a Dockerfile or a line that is no longer there. */
export function MissingPlace(props: MissingPlaceProps) {
  const { dockerfile, path, line } = props;
  if (path !== null && path !== dockerfile.path)
    return (
      <Notice tone="info" title={`This service has no ${path}`}>
        <p>
          It may have been moved or removed since the link was made. You see{' '}
          {dockerfile.path}.
        </p>
      </Notice>
    );
  const lines = dockerfile.text.trimEnd().split('\n').length;
  return line !== undefined && dockerfile.text !== '' && line > lines ? (
    <Notice tone="info" title={`${dockerfile.path} has no line ${line}`}>
      <p>It has {lines} lines. It may have changed since the link was made.</p>
    </Notice>
  ) : null;
}
