import {
  type CatalogApi,
  catalogApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { checkName } from './nameCheck';
import type { ServiceNameOptions } from './schema';

/** Keeps the form on its page while the name is taken or reserved. */
export const validateServiceName: CustomFieldValidator<
  string,
  ServiceNameOptions
> = async (name, field, { apiHolder, uiSchema }) => {
  const catalog = apiHolder.get(catalogApiRef);
  if (!name || !catalog) return;
  const check = await checkIfPossible(
    name,
    catalog,
    uiSchema?.['ui:options'] ?? {},
  );
  switch (check?.state) {
    case 'reserved':
      field.addError(`"${name}" cannot be used: it is ${check.reason}.`);
      break;
    case 'taken':
      field.addError(
        `"${name}" is taken by ${humanizeEntityRef(
          check.by,
        )}. Choose another name.`,
      );
      break;
    default:
  }
};

/** A catalog that does not answer does not hold up the form: the first step of the run checks again. */
function checkIfPossible(
  name: string,
  catalog: CatalogApi,
  options: ServiceNameOptions,
) {
  return checkName(name, { catalog, options }).catch(() => undefined);
}
