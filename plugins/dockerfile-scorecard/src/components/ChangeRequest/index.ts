export { ChangeRequests, useChangeRequest } from './ChangeRequests';
