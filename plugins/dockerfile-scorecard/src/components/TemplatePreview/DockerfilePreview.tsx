import { useParams } from 'react-router-dom';
import Skeleton from '@material-ui/lab/Skeleton';
import type { JsonObject } from '@backstage/types';
import { levelName } from '../../words';
import { VisuallyHidden } from '../parts';
import { JudgedDockerfile } from './JudgedDockerfile';
import { NoPreview } from './NoPreview';
import type { dockerfilePreviewSchema } from './schema';
import { type Preview, usePreview } from './usePreview';

type Props = (typeof dockerfilePreviewSchema)['TProps'];

/** Shows in a template's form the Dockerfile that comes out of the answers so far, and its scorecard. */
export function DockerfilePreview(props: Props) {
  const {
    files,
    dockerfile = 'Dockerfile',
    template,
  } = props.uiSchema['ui:options'] ?? {};
  const templateRef = useTemplateRef(template);
  const { preview, unanswered } = usePreview({
    templateRef,
    files,
    dockerfile,
    formData: formDataOf(props),
  });
  return (
    <>
      <div role="status">
        <VisuallyHidden>{announcement(preview)}</VisuallyHidden>
      </div>
      {preview.state === 'loading' && <Skeleton variant="rect" height={360} />}
      {preview.state === 'shown' && <JudgedDockerfile preview={preview} />}
      <NoPreview preview={preview} unanswered={unanswered} />
    </>
  );
}

/** The answers of all pages; a field outside of a form has none. */
function formDataOf(props: Props): JsonObject {
  return props.formContext?.formData ?? {};
}

/** Every route of the scaffolder to a form names the template in its path. */
function useTemplateRef(template: string | undefined): string | undefined {
  const { namespace, templateName } = useParams();
  if (template) return template;
  return templateName && `template:${namespace ?? 'default'}/${templateName}`;
}

function announcement(preview: Preview): string {
  switch (preview.state) {
    case 'shown': {
      if (preview.outdated) return '';
      const { evaluation } = preview.judged.dockerfile;
      if (evaluation.kind === 'not-judged')
        return `The Dockerfile cannot be judged: ${evaluation.message}`;
      const { level, score } = evaluation;
      return `Preview of the Dockerfile: level ${levelName[level]}, ${
        score === null ? 'no score' : `score ${Math.round(score)} of 100`
      }`;
    }
    case 'loading':
      return 'Loading the preview of the Dockerfile';
    default:
      return 'There is no preview of the Dockerfile';
  }
}
