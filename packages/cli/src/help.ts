import { engineVersion } from 'dockerfile-scorecard-engine';

/** The command and the engine are released together, with one version. */
export const VERSION_TEXT = `dockerfile-scorecard ${engineVersion}\n`;

const CHECK_OPTIONS = `      --format FORMAT                  human, json, sarif, github, gitlab, junit, checkstyle or markdown (human)
      --profile recommended|strict|all which rules (recommended)
      --fail-under LEVEL|SCORE         fail below bronze, silver or gold, or below a score (bronze)
      --baseline FILE                  fail only on findings that the file does not have
      --since REV                      only Dockerfiles that differ from a git revision, and fail only on new findings
      --context DIR                    build context (the folder of the Dockerfile)
      --target STAGE                   stage that ships (the last one)
      --policy FILE                    policy as YAML or JSON (.dockerfile-scorecard.yaml, if it is there)
      --today DATE                     day of the verdict (today)
      --stdin-path PATH                name of what is read from the standard input (Dockerfile)
`;
const CHANGE_OPTIONS = `      --diff                           print the changes as a patch (default)
      --write                          change the files
`;
const FIX_OPTIONS = `${CHANGE_OPTIONS}      --review                         also fixes that change what runs
      --to LEVEL                       stop at bronze, silver or gold
`;
const BASELINE_OPTIONS = `  -o, --output FILE                    where to write it (.dockerfile-scorecard-baseline.json)
`;
const INIT_OPTIONS = `      --force                          write over a policy that is there
`;
const PARSE_OPTIONS = `      --format tree|json               how to print (tree)
`;
const EXIT_CODES = `
Exit codes
  0  judged, and no Dockerfile is below --fail-under
  1  a Dockerfile is below --fail-under (without it: has level none), or cannot be read
  2  the command could not do what was asked
`;

export const HELP = `dockerfile-scorecard judges Dockerfiles: does the image build and start, what does it hold, and where did it come from?

Usage
  dockerfile-scorecard check [PATH…]   judge the Dockerfiles in files and folders (this folder by default; - is the standard input)
${CHECK_OPTIONS}  dockerfile-scorecard fix [PATH…]     fix what can be fixed; each fix is proven by evaluating the file again
${FIX_OPTIONS}  dockerfile-scorecard rewrite [PATH…] split a single-stage Dockerfile into a build stage and a final stage
${CHANGE_OPTIONS}  dockerfile-scorecard baseline [PATH…] accept the findings of today
${BASELINE_OPTIONS}  dockerfile-scorecard init            write a policy to start from
${INIT_OPTIONS}  dockerfile-scorecard parse FILE      show what BuildKit reads
${PARSE_OPTIONS}  dockerfile-scorecard rules           list every rule
  dockerfile-scorecard explain RULE    explain what a rule finds, why, and what to write instead
  dockerfile-scorecard lsp             serve an editor over the standard input and output
  dockerfile-scorecard COMMAND --help  help for one command
  dockerfile-scorecard --version       the version
${EXIT_CODES}`;

/** What `COMMAND --help` prints. */
export const COMMAND_HELP = {
  check: `dockerfile-scorecard check [PATH…]

Judges the Dockerfiles in files and folders; in this folder if no path is given. Files named Dockerfile, Dockerfile.*, *.Dockerfile
and Containerfile are found; a file that is named itself can have any name. The path - reads one Dockerfile from the standard input;
nothing is known of its build context unless --context names it.

Options
${CHECK_OPTIONS}${EXIT_CODES}`,
  fix: `dockerfile-scorecard fix [PATH…]

Fixes the Dockerfiles in files and folders. A fix is applied only if it is proven: the file after it is read by BuildKit, its finding is
gone, and nothing new fails. Safe fixes leave what runs as it is; with --review the others are applied too, read them before you commit.
The patch goes to the standard output, what was done and what is left to the standard error.

Options
${FIX_OPTIONS}      --profile, --context, --target, --policy, --today, --stdin-path as for check

Exit codes
  0  done; there may have been nothing to fix
  1  a Dockerfile does not reach the level of --to
  2  the command could not do what was asked; no file was changed
`,
  rewrite: `dockerfile-scorecard rewrite [PATH…]

Writes a multi-stage Dockerfile that does what a single-stage one does: a build stage installs or compiles, the final stage gets the
result. For Python with pip, uv, Poetry, Pipenv, PDM and conda, for Node.js, Go, and Java. The new file is evaluated before it is
offered: it reaches silver, and nothing fails that did not fail before. Read it before you commit.
The patch goes to the standard output; what to check, or why a file cannot be split, to the standard error.

Options
${CHANGE_OPTIONS}      --profile, --context, --target, --policy, --today, --stdin-path as for check

Exit codes
  0  at least one file was rewritten
  1  none can be rewritten
  2  the command could not do what was asked; no file was changed
`,
  baseline: `dockerfile-scorecard baseline [PATH…]

Writes the findings of today to a file. \`check --baseline FILE\` then fails only on findings that the file does not have; a finding is known
by its rule and the text of its line, so it may move.

Options
${BASELINE_OPTIONS}      --profile, --context, --target, --policy, --today, --stdin-path as for check
`,
  init: `dockerfile-scorecard init

Writes .dockerfile-scorecard.yaml, a policy with comments, which check, fix and rewrite read in this folder.

Options
${INIT_OPTIONS}`,
  parse: `dockerfile-scorecard parse FILE

Shows what BuildKit reads. Ends with 1 if BuildKit refuses the file.

Options
${PARSE_OPTIONS}`,
  rules: `dockerfile-scorecard rules

Lists every rule with its severity, the level that needs it, and its title.
`,
  explain: `dockerfile-scorecard explain RULE

Explains what a rule finds, why, and what to write instead. RULE is an id, or the id of hadolint, BuildKit, Trivy or Checkov.
`,
  lsp: `dockerfile-scorecard lsp

Serves an editor by the Language Server Protocol over the standard input and output: findings as you type, fixes and the split as code
actions, what a stage holds and how long an image is supported on hover, and the way from COPY --from to its stage. --stdio is accepted
and changes nothing.
`,
} as const;
