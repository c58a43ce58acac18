export { FleetContent } from './FleetContent';
export { fleetTabName } from './tabs/tabs';
