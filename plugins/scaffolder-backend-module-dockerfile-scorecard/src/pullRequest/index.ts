export {
  createPullRequestAction,
  type PullRequestActionOptions,
} from './createPullRequestAction';
