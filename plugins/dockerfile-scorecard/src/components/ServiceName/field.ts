import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { SERVICE_NAME, serviceNameSchema } from './schema';
import { ServiceName } from './ServiceName';
import { validateServiceName } from './validation';

/** The name of a new service for forms of the new frontend system. */
export const serviceNameField = createFormField({
  name: SERVICE_NAME,
  component: ServiceName,
  schema: serviceNameSchema,
  validation: validateServiceName,
});
