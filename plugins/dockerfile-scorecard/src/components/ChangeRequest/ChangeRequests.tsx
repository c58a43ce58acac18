import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
} from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { configApiRef, useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { DockerfileScorecard } from 'backstage-plugin-dockerfile-scorecard-common';
import { useLoader } from '../../data';
import { templateRouteRef } from '../../routes';
import { MASK } from '../DockerfileView/mask';

/** What a change request does to the Dockerfile. */
export type Change = { change: 'rule'; rule: string } | { change: 'rewrite' };

/** Gives the address of the form that opens a change request, with everything filled in. */
type Opener = (change: Change) => string;

const OpenerContext = createContext<Opener | undefined>(undefined);

/** Undefined where no service is shown, and where the portal has no template that fixes Dockerfiles. */
export function useChangeRequest(): Opener | undefined {
  return useContext(OpenerContext);
}

const TEMPLATE = 'template:default/fix-dockerfile';

/** The address of the form of the template that the portal has for it, if it has one. */
function useTemplate(): string | undefined {
  const catalog = useApi(catalogApiRef);
  const ref =
    useApi(configApiRef).getOptionalString('dockerfileScorecard.fixTemplate') ??
    TEMPLATE;
  const route = useRouteRef(templateRouteRef);
  const { value } = useLoader({
    key: ref,
    load: async () => Boolean(await catalog.getEntityByRef(ref)),
  });
  const { namespace, name } = parseEntityRef(ref, {
    defaultKind: 'template',
    defaultNamespace: 'default',
  });
  return value && route ? route({ namespace, templateName: name }) : undefined;
}

interface ChangeRequestsProps {
  entityRef: string;
  dockerfile: DockerfileScorecard;
  children: ReactNode;
}

/** Lets everything below it open a change request for a Dockerfile of a service. */
export function ChangeRequests(props: ChangeRequestsProps) {
  const { entityRef, dockerfile } = props;
  const template = useTemplate();
  const { path, text, evaluation } = dockerfile;
  // what is masked here is another text in the repository
  const contentHash = text.includes(MASK) ? undefined : evaluation.contentHash;
  const open = useCallback(
    (change: Change) => {
      const formData = JSON.stringify({
        entityRef,
        dockerfile: path,
        ...change,
        contentHash,
      });
      return `${template}?${new URLSearchParams({ formData })}`;
    },
    [template, entityRef, path, contentHash],
  );
  const value = useMemo(() => (template ? open : undefined), [template, open]);
  return (
    <OpenerContext.Provider value={value}>
      {props.children}
    </OpenerContext.Provider>
  );
}
