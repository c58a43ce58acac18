import { failureOf } from '../../data';
import { Notice } from '../parts';
import type { Preview } from './usePreview';

interface NoPreviewProps {
  preview: Preview;
  unanswered: readonly string[];
}

/** Says why nothing is shown, or what the shown lacks, and what to do about it. */
export function NoPreview(props: NoPreviewProps) {
  const { preview, unanswered } = props;
  switch (preview.state) {
    case 'loading':
      return null;
    case 'shown':
      return unanswered.length === 0 ? null : (
        <Notice tone="info" title="Not all is known yet">
          <p>The Dockerfile also needs: {unanswered.join(', ')}.</p>
        </Notice>
      );
    case 'unknown-template':
      return (
        <Notice tone="neutral" title="No preview here">
          <p>
            The preview takes the steps of the template from the catalog, and
            this form belongs to no template that is in it.
          </p>
        </Notice>
      );
    case 'no-files':
      return (
        <Notice tone="neutral" title="No preview here">
          <p>
            No step of this template fetches one of the files that{' '}
            <code>ui:options.files</code> of this field names.
          </p>
        </Notice>
      );
    case 'not-written':
      return (
        <Notice tone="neutral" title="No Dockerfile comes of these choices">
          <Unanswered titles={unanswered} />
        </Notice>
      );
    case 'failed':
      return failureOf(preview.error) === 'not-allowed' ? (
        <Notice tone="neutral" title="You may not see a preview">
          <p>
            It takes the permissions <code>scaffolder.task.create</code> and{' '}
            <code>scaffolder.template.dry-run</code>. The service can be created
            without it.
          </p>
        </Notice>
      ) : (
        <Notice tone="warning" title="The Dockerfile cannot be rendered yet">
          <Unanswered titles={unanswered} />
          <p>The scaffolder says: {preview.error.message}</p>
        </Notice>
      );
    default:
      throw new Error(`Unknown state ${preview satisfies never}`);
  }
}

function Unanswered(props: { titles: readonly string[] }) {
  return props.titles.length === 0 ? null : (
    <p>Still to be answered: {props.titles.join(', ')}.</p>
  );
}
