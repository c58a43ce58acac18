import { stat, writeFile } from 'node:fs/promises';
import { readOptions } from '../options';
import { POLICY_FILE } from '../policyFile';
import { UsageError, type Terminal } from '../terminal';

const POLICY = `# Which rules hold for the Dockerfiles of this folder and below. \`dockerfile-scorecard check\` reads this file.
# The portal follows what makes its verdicts stricter, or more where its policy says so (\`repositorySettings\`).
# \`dockerfile-scorecard rules\` lists the rules, \`dockerfile-scorecard explain RULE\` explains one.

# recommended, strict, or all (also the rules that are a matter of taste)
profile: recommended

# Rules by id: \`off\`, or a level (none, bronze, silver, gold), a severity, a date from which it counts, options.
rules: {}
#  runs-as-root:
#    level: bronze
#  update-bot-missing: off
#  unpinned-suite:
#    from: 2027-01-31

# Images that may be built on; others are found by image-not-allowed.
# allowedImages:
#   - python:3.*-slim-*
#   - gcr.io/distroless/*

# Own images: what public image each is like.
# ownImages:
#   registry.example.com/base/python*:
#     like: python:3.14-slim-trixie
#     user: '10001'

# Products whose extended support is paid for.
# extendedSupport: [ubuntu]
`;

/** `init` */
export async function init(
  args: string[],
  terminal: Terminal,
): Promise<number> {
  const { values } = readOptions(args, { force: { type: 'boolean' } });
  const exists = await stat(POLICY_FILE).then(
    () => true,
    () => false,
  );
  if (exists && values.force === undefined)
    throw new UsageError(
      `${POLICY_FILE} is there already. --force writes it anew.`,
    );
  await writeFile(POLICY_FILE, POLICY).catch(() => {
    throw new UsageError(`${POLICY_FILE} cannot be written.`);
  });
  terminal.error(
    `${POLICY_FILE} was written. Every line in it is explained.\n`,
  );
  return 0;
}
