export { LeadingBanner } from './LeadingBanner';
export { LoadFailure } from './LoadFailure';
export { Problems } from './Problems';
export { ServiceScorecard } from './ServiceScorecard';
export { wayUp } from './wayUp';
