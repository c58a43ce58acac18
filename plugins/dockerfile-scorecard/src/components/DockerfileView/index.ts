export { DockerfileView } from './DockerfileView';
export { worstFirst } from './findings';
