import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name that templates say under `ui:field`. */
export const DOCKERFILE_PREVIEW = 'DockerfilePreview';

export const dockerfilePreviewSchema = makeFieldSchema({
  output: z => z.null().optional().describe('Nothing: it only shows'),
  uiOptions: z =>
    z.object({
      files: z
        .record(z.string())
        .optional()
        .describe(
          'Text of the files that make the Dockerfile by their path in the folder of the template, as a rule with $text: the Dockerfile and the manifest of the project, pyproject.toml for example',
        ),
      dockerfile: z
        .string()
        .optional()
        .describe(
          'Path of the Dockerfile in what is generated; Dockerfile unless told',
        ),
      template: z
        .string()
        .optional()
        .describe(
          'Entity ref of the template; the one whose form this is unless told',
        ),
    }),
});
