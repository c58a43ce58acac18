export { DockerfileView } from './DockerfileView';
export { worstFirst } from './findings';
export { useCopy } from './useCopy';
