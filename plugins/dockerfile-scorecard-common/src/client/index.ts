export {
  DockerfileScorecardClient,
  type DockerfileScorecardClientOptions,
} from './DockerfileScorecardClient';
