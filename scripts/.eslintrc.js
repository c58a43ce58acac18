const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

module.exports = createConfigForRole(__dirname, 'cli', {
  rules: {
    // these scripts are the commands of the repository: they talk to the terminal
    'no-console': 'off',
  },
});
