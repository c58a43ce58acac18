/** The parts of the fleet page, by their name in the URL. */
export const fleetTabs = [
  'services',
  'overview',
  'base-images',
  'rules',
  'waivers',
  'scans',
  'playground',
] as const;

export type FleetTab = (typeof fleetTabs)[number];

export const tabName: Record<FleetTab, string> = {
  services: 'Services',
  overview: 'Overview',
  'base-images': 'Base images',
  rules: 'Rules',
  waivers: 'Waivers',
  scans: 'Scans',
  playground: 'Playground',
};

export function readTab(query: URLSearchParams): FleetTab {
  const wanted = query.get('tab');
  return fleetTabs.find(tab => tab === wanted) ?? 'services';
}

/** What the part is called that a URL asks for. */
export function fleetTabName(query: URLSearchParams): string {
  return tabName[readTab(query)];
}
