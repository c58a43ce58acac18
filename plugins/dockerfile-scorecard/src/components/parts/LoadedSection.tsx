import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import { type Loaded, messageOf } from '../../data';
import { Notice } from './Notice';
import { Section } from './Section';

interface LoadedSectionProps<T> {
  title: string;
  loaded: Loaded<T>;
  aside?: ReactNode;
  /** Said instead of the content where there is nothing. */
  empty?: { when(value: T): boolean; text: string };
  children(value: T): ReactNode;
}

/** A block whose content comes from the backend: on its way, failed, empty, or there. */
export function LoadedSection<T>(props: LoadedSectionProps<T>) {
  const { title, loaded, aside, empty, children } = props;
  const { value, error, reload } = loaded;
  return (
    <Section title={title} aside={aside}>
      {error && (
        <Notice
          tone="bad"
          title="This could not be loaded"
          actions={
            <Button size="small" variant="outlined" onClick={() => reload()}>
              Try again
            </Button>
          }
        >
          <p>{messageOf(error)}</p>
        </Notice>
      )}
      {!error && value === undefined && (
        <div role="status" aria-label="Loading">
          <Skeleton />
          <Skeleton />
          <Skeleton width="60%" />
        </div>
      )}
      {!error &&
        value !== undefined &&
        (empty?.when(value) ? <p>{empty.text}</p> : children(value))}
    </Section>
  );
}
