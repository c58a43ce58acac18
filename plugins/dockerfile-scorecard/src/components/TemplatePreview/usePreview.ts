import { useMemo, useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonObject } from '@backstage/types';
import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';
import { createRuleBook, type RuleBook, useLoader } from '../../data';
import {
  answersFor,
  isAnswered,
  parametersUsed,
  questionsOf,
  readPolicy,
  renderDockerfile,
  stepsThatFetch,
} from '../../templatePreview';

/** Long enough that typing a number asks once. */
const REST_MILLISECONDS = 250;

/** A Dockerfile that is not written yet, and its verdict. */
export interface Judged {
  dockerfile: DockerfileScorecard;
  rules: RuleBook;
}

export type Preview =
  | { state: 'loading' }
  | { state: 'unknown-template' }
  | { state: 'no-files' }
  | { state: 'not-written' }
  | { state: 'failed'; error: Error }
  | {
      state: 'shown';
      judged: Judged;
      /** The answers have changed since. */
      outdated: boolean;
      /** What was judged by. */
      policy: 'portal' | 'recommended';
    };

export interface PreviewOptions {
  templateRef: string | undefined;
  files: Readonly<Record<string, string>> | undefined;
  dockerfile: string;
  formData: Readonly<JsonObject>;
}

/** What the template would write for the answers so far; `unanswered` are the titles of questions that it also needs. */
export function usePreview(options: PreviewOptions): {
  preview: Preview;
  unanswered: readonly string[];
} {
  const { templateRef, files = {}, dockerfile, formData } = options;
  const catalog = useApi(catalogApiRef);
  const scaffolder = useApi(scaffolderApiRef);
  const asked = useRef(false);

  const template = useLoader({
    key: `template ${templateRef}`,
    load: async () =>
      (templateRef && (await catalog.getEntityByRef(templateRef))) || null,
  });
  const entity = (template.value ?? undefined) as
    | TemplateEntityV1beta3
    | undefined;
  const policy = useLoader<PolicyConfig>({
    key: 'policy',
    load: () => readPolicy(scaffolder),
  });

  const steps = useMemo(
    () => stepsThatFetch(entity?.spec.steps ?? [], Object.keys(files)),
    // the options of a field are a new object at each rendering
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [entity, Object.keys(files).join('\n')],
  );
  const questions = questionsOf(entity?.spec.parameters);
  const names = parametersUsed(steps);
  const values = answersFor({ names, formData, questions });
  const unanswered = questions
    .filter(
      ({ name, required }) =>
        required && names.includes(name) && !isAnswered(values[name]),
    )
    .map(({ title }) => title);

  const judged = useLoader<Judged | null>({
    key:
      entity && !policy.loading
        ? `${JSON.stringify(values)} ${steps.length}`
        : 'waiting',
    keepPrevious: true,
    load: async signal => {
      if (!entity || policy.loading) return new Promise<never>(() => {});
      if (asked.current)
        await new Promise(done => setTimeout(done, REST_MILLISECONDS));
      asked.current = true;
      signal.throwIfAborted();
      const rendered = await renderDockerfile({
        api: scaffolder,
        template: entity,
        steps,
        files,
        dockerfile,
        values,
      });
      if (!rendered) return null;
      // loaded here, so that only forms with a preview pay for the engine
      const { evaluateDockerfile, resolvePolicy, rules } = await import(
        'dockerfile-scorecard-engine'
      );
      return {
        dockerfile: {
          path: dockerfile,
          text: rendered.text,
          evaluation: evaluateDockerfile({
            path: dockerfile,
            ...rendered,
            policy: resolvePolicy(policy.value),
            today: new Date().toISOString().slice(0, 10),
          }),
          failingSince: {},
        },
        rules: createRuleBook(rules),
      };
    },
  });

  return { preview: currentPreview(), unanswered };

  function currentPreview(): Preview {
    if (template.error) return { state: 'failed', error: template.error };
    if (template.loading) return { state: 'loading' };
    if (!entity) return { state: 'unknown-template' };
    if (steps.length === 0) return { state: 'no-files' };
    if (judged.error) return { state: 'failed', error: judged.error };
    if (judged.value === null) return { state: 'not-written' };
    if (judged.value === undefined) return { state: 'loading' };
    return {
      state: 'shown',
      judged: judged.value,
      outdated: judged.loading,
      policy: policy.value ? 'portal' : 'recommended',
    };
  }
}
