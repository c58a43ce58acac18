export { LoadFailure } from './LoadFailure';
export { ServiceScorecard } from './ServiceScorecard';
