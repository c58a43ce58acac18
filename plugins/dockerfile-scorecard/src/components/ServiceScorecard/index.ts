export { CriticalBanner } from './CriticalBanner';
export { LoadFailure } from './LoadFailure';
export { Problems } from './Problems';
export { ServiceScorecard } from './ServiceScorecard';
export { wayUp } from './wayUp';
