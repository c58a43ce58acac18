import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { DockerfilePreview } from './DockerfilePreview';
import { DOCKERFILE_PREVIEW, dockerfilePreviewSchema } from './schema';

/** The preview for forms of the new frontend system. */
export const dockerfilePreviewField = createFormField({
  name: DOCKERFILE_PREVIEW,
  component: DockerfilePreview,
  schema: dockerfilePreviewSchema,
});
