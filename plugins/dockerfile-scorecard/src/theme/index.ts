export * from './focusRing';
export * from './tones';
