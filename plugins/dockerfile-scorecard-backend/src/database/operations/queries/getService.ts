import type { Evaluation } from 'dockerfile-scorecard-engine';
import type { Knex } from 'knex';
import type {
  DockerfileRow,
  FailingRuleRow,
  RepositoryRow,
  FullServiceRow,
} from '../../tables';
import { toDate } from '../../time';
import type { StoredAs } from '../../../config';
import { hashText } from '../../../evaluation';
import { shownText } from '../../../secrets';
import { readEvaluation } from '../../readEvaluation';
import { fullServices } from '../serviceDetails';

/** A Dockerfile with its verdict, as it is shown. */
export interface JudgedDockerfile {
  path: string;
  /** With masked values as they are shown; empty when no text is kept. */
  text: string;
  storedAs: StoredAs;
  evaluation: Evaluation;
  failingSince: Record<string, string>;
}

export async function getService(options: {
  knex: Knex;
  entityRef: string;
}): Promise<FullServiceRow | undefined> {
  const [row] = await fullServices(options.knex).where(
    'services.entity_ref',
    options.entityRef,
  );
  return row;
}

export async function getRepository(options: {
  knex: Knex;
  id: string;
}): Promise<Pick<RepositoryRow, 'url' | 'revision'> | undefined> {
  return options
    .knex<RepositoryRow>('repositories')
    .where({ id: options.id })
    .first('url', 'revision');
}

/** The Dockerfiles of a service, by path. */
export async function getDockerfiles(options: {
  knex: Knex;
  entityRef: string;
}): Promise<JudgedDockerfile[]> {
  const { knex, entityRef } = options;
  const rows: {
    path: string;
    text: string;
    stored_as: StoredAs;
    masked: string | null;
    evaluation: string;
  }[] = await knex<DockerfileRow>('dockerfiles')
    .join('contents', 'contents.hash', 'dockerfiles.content_hash')
    .join('evaluations', 'evaluations.hash', 'dockerfiles.evaluation_hash')
    .where('dockerfiles.entity_ref', entityRef)
    .orderBy('dockerfiles.path')
    .select(
      'dockerfiles.path',
      'contents.text',
      'contents.stored_as',
      'contents.masked',
      'evaluations.evaluation',
    );
  const failing = await knex<FailingRuleRow>('failing_rules').where({
    entity_ref: entityRef,
  });
  return rows.map(({ path, text, stored_as, masked, evaluation }) => ({
    path,
    text: asShown(text, masked),
    storedAs: stored_as,
    evaluation: {
      ...readEvaluation(evaluation),
      // The stored verdict may come from the same file of another service.
      path,
      // Whoever holds it against the text sees the shown one.
      ...(masked && { contentHash: hashText(asShown(text, masked)) }),
    },
    failingSince: Object.fromEntries(
      failing
        .filter(row => row.path === path)
        .map(row => [row.rule, toDate(row.since).toISOString()]),
    ),
  }));
}

function asShown(text: string, masked: string | null): string {
  return shownText(text, JSON.parse(masked ?? '[]'));
}
