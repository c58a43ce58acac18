export const pluginId = 'dockerfile-scorecard';
