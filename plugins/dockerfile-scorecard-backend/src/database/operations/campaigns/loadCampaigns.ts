import type { Knex } from 'knex';
import type { CampaignRow } from '../../tables';

/** More goals than this nobody pursues. */
const MOST_CAMPAIGNS = 200;

/** The next due one first, closed ones last. */
export async function listCampaigns(options: {
  knex: Knex;
}): Promise<CampaignRow[]> {
  const { knex } = options;
  return knex<CampaignRow>('campaigns')
    .orderByRaw(
      'CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, due, created_at DESC, id',
    )
    .limit(MOST_CAMPAIGNS);
}

export async function getCampaign(options: {
  knex: Knex;
  id: string;
}): Promise<CampaignRow | undefined> {
  return options
    .knex<CampaignRow>('campaigns')
    .where({ id: options.id })
    .first();
}
