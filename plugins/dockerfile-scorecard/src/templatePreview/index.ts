export {
  answersFor,
  isAnswered,
  parametersUsed,
  questionsOf,
} from './parameters';
export type { Question } from './parameters';
export { readPolicy } from './readPolicy';
export { renderDockerfile } from './renderDockerfile';
export type { RenderedDockerfile, RenderOptions } from './renderDockerfile';
export { stepsThatFetch } from './steps';
