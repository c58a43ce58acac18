export { subscribeToPushes } from './subscribeToPushes';
export { createChangeSignal } from './changeSignal';
