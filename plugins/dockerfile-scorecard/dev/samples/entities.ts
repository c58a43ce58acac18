import type { Entity } from '@backstage/catalog-model';
import { sampleServices } from './services';

/** The catalog entities of the sample services. */
export const sampleEntities: Entity[] = sampleServices.map(service => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: service.name, namespace: 'default' },
  spec: {
    type: service.type,
    lifecycle: service.lifecycle,
    owner: service.owner,
    system: service.system,
  },
  relations: [
    { type: 'ownedBy', targetRef: service.owner ?? '' },
    { type: 'partOf', targetRef: service.system ?? '' },
  ],
}));
