import { lazy, Suspense } from 'react';
import Skeleton from '@material-ui/lab/Skeleton';
import type { dockerfilePreviewSchema } from './schema';

const Loaded = lazy(() =>
  import('./DockerfilePreview').then(m => ({ default: m.DockerfilePreview })),
);

/** The preview for the old frontend system, whose field extensions are not lazy by themselves. */
export function LazyDockerfilePreview(
  props: (typeof dockerfilePreviewSchema)['TProps'],
) {
  return (
    <Suspense fallback={<Skeleton variant="rect" height={360} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
