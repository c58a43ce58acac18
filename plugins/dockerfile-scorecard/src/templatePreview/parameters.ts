import type { JsonObject, JsonValue } from '@backstage/types';
import type { TemplateEntityStepV1beta3 } from '@backstage/plugin-scaffolder-common';

/** A question of the template's form. */
export interface Question {
  name: string;
  title: string;
  required: boolean;
  default?: JsonValue;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema with what its `$ref` to `#/definitions/…` of the page says. */
function resolved(schema: unknown, page: JsonObject): JsonObject {
  if (!isObject(schema)) return {};
  const [, name] = /^#\/definitions\/([^/]+)$/.exec(String(schema.$ref)) ?? [];
  const definition = isObject(page.definitions) && page.definitions[name];
  return isObject(definition) ? { ...definition, ...schema } : schema;
}

/** The questions of all pages of a form; those that depend on an answer are not among them. */
export function questionsOf(
  pages: JsonObject | readonly JsonObject[] | undefined,
): Question[] {
  return [pages ?? []].flat().flatMap(page => {
    const { properties, required } = page as JsonObject;
    if (!isObject(properties)) return [];
    return Object.entries(properties).map(([name, schema]) => {
      const { title, default: standard } = resolved(schema, page as JsonObject);
      return {
        name,
        title: typeof title === 'string' ? title : name,
        required: Array.isArray(required) && required.includes(name),
        default: standard,
      };
    });
  });
}

/** Names after `parameters.` in the steps, in the order of the alphabet. */
export function parametersUsed(
  steps: readonly TemplateEntityStepV1beta3[],
): string[] {
  const names = [
    ...JSON.stringify(steps).matchAll(/\bparameters\.([A-Za-z_$][\w$]*)/g),
  ].map(([, name]) => name);
  return [...new Set(names)].sort();
}

export function isAnswered(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** What the run would get of the named parameters if the form were sent now; questions of later pages have their defaults. */
export function answersFor(options: {
  names: readonly string[];
  formData: Readonly<JsonObject>;
  questions: readonly Question[];
}): JsonObject {
  const { names, formData, questions } = options;
  const answers: JsonObject = {};
  for (const name of names) {
    const value =
      formData[name] ?? questions.find(each => each.name === name)?.default;
    if (value !== undefined) answers[name] = value;
  }
  return answers;
}
