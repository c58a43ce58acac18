export { scheduleDigests } from './scheduleDigests';
