export { DockerfileView } from './DockerfileView';
export { MASK } from './mask';
export { worstFirst } from './findings';
export { moveToFinding, useFindingKeys } from './useFindingKeys';
export { useCopy } from './useCopy';
