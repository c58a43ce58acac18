export { subscribeToPushes } from './subscribeToPushes';
export { afterQuiet } from './afterQuiet';
export { createChangeSignal } from './changeSignal';
