export { DockerfileView } from './DockerfileView';
export { MASK } from './mask';
export { worstFirst } from './findings';
export { moveToFinding, useFindingKeys } from './useFindingKeys';
export { DockerignoreText, TextDiff } from './TextDiff';
export { useCopy } from './useCopy';
