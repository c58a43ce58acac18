export {
  createPolicyAction,
  type PolicyActionOptions,
} from './createPolicyAction';
