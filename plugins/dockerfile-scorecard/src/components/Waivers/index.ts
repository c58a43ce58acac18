export { decisionsFor } from './decisionsFor';
export { People, ServiceWaivers } from './ServiceWaivers';
export { useReader } from './useReader';
export { WaiverActions } from './WaiverActions';
export { WaiverDesk } from './WaiverDesk';
export { WaiverOfRule } from './WaiverOfRule';
export { WaiverTerm } from './WaiverTerm';
