import { NotFoundError } from '@backstage/errors';
import type { ActionOptions } from './registerActions';
import { parseRef } from './getScorecard';

export function registerProposeFix({ actions, service }: ActionOptions): void {
  actions.register({
    name: 'propose-fix',
    title: 'Propose fixes for the Dockerfiles of a service',
    description:
      'Gives edits that end findings in the Dockerfiles of one service. Each was applied and evaluated: its finding is gone and nothing new fails. With `rewrite`, gives a whole multi-stage Dockerfile in place of each, or the reasons why none is offered. Lines count from 1, columns from 0. Changes nothing.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The service, e.g. component:default/orders-api'),
          rule: z
            .string()
            .optional()
            .describe('Only fixes for this rule, e.g. runs-as-root'),
          dockerfile: z
            .string()
            .optional()
            .describe('Only this one, relative to the repository'),
          rewrite: z
            .boolean()
            .optional()
            .describe('A multi-stage Dockerfile instead of single fixes'),
        }),
      output: z =>
        z.object({
          dockerfiles: z.array(
            z.object({
              path: z.string(),
              fixes: z.array(
                z.object({
                  rule: z.string(),
                  message: z.string(),
                  title: z.string(),
                  safety: z.enum(['safe', 'review']),
                  reason: z.string(),
                  edits: z.array(
                    z.object({
                      startLine: z.number(),
                      startColumn: z.number(),
                      endLine: z.number(),
                      endColumn: z.number(),
                      text: z.string(),
                    }),
                  ),
                  dockerignore: z.string().optional(),
                  additions: z
                    .array(
                      z.object({
                        path: z.string(),
                        lines: z.array(z.string()),
                      }),
                    )
                    .optional(),
                  contentHash: z.string(),
                }),
              ),
              rewrite: z
                .object({
                  text: z.string().optional(),
                  dockerignore: z.string().optional(),
                  level: z.string().optional(),
                  notes: z.array(z.string()),
                  reasons: z.array(z.string()),
                })
                .optional(),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const ref = parseRef(input.entityRef);
      const isWanted = ({ path }: { path: string }) =>
        input.dockerfile === undefined || path === input.dockerfile;
      const paths = (await service.get(ref, { credentials })).dockerfiles
        .filter(isWanted)
        .map(({ path }) => path);
      if (paths.length === 0 && input.dockerfile !== undefined) {
        throw new NotFoundError(
          `${input.entityRef} has no ${input.dockerfile}`,
        );
      }
      const fixes = input.rewrite
        ? []
        : (await service.fixes(ref, { credentials })).items;
      const rewrites = input.rewrite
        ? (await service.rewrites(ref, { credentials })).items
        : [];
      return {
        output: {
          dockerfiles: paths.map(path => {
            const found = rewrites.find(item => item.path === path)?.rewrite;
            return {
              path,
              fixes: (fixes.find(item => item.path === path)?.fixes ?? [])
                .filter(
                  ({ finding }) =>
                    input.rule === undefined || finding.rule === input.rule,
                )
                .map(({ finding, edits, reason = '', ...fix }) => ({
                  rule: finding.rule,
                  message: finding.message,
                  title: fix.title,
                  safety: fix.safety,
                  reason,
                  edits: edits.map(({ range: { start, end }, text }) => ({
                    startLine: start.line,
                    startColumn: start.column,
                    endLine: end.line,
                    endColumn: end.column,
                    text,
                  })),
                  dockerignore: fix.dockerignore,
                  additions: fix.additions?.map(addition => ({
                    path: addition.path,
                    lines: [...addition.lines],
                  })),
                  contentHash: fix.contentHash,
                })),
              ...(found && {
                rewrite:
                  found.kind === 'offered'
                    ? {
                        text: found.text,
                        dockerignore: found.dockerignore,
                        level: found.after.level,
                        notes: found.notes,
                        reasons: [],
                      }
                    : { notes: [], reasons: found.reasons },
              }),
            };
          }),
        },
      };
    },
  });
}
