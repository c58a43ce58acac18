import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name that templates say under `ui:field`. */
export const SERVICE_NAME = 'ServiceName';

export const serviceNameSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      kind: z
        .string()
        .optional()
        .describe('Kind of the new entity; component by default'),
      namespace: z
        .string()
        .optional()
        .describe('Namespace of the new entity; default by default'),
      reserved: z
        .record(z.array(z.string()))
        .optional()
        .describe('Names that cannot be used, by the reason'),
    }),
});

export type ServiceNameOptions = NonNullable<
  (typeof serviceNameSchema)['TProps']['uiSchema']['ui:options']
>;
