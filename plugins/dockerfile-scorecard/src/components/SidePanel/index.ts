export { BaseImages } from './BaseImages';
export { ChecksByCategory } from './ChecksByCategory';
export { NextLevels } from './NextLevels';
export { ScoreByPart } from './ScoreByPart';
export { SizeEstimate } from './SizeEstimate';
export { stepsToLevels } from './stepsToLevels';
