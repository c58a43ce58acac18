import type { Knex } from 'knex';
import type { CampaignRow } from '../../tables';
import { databaseNow } from '../../time';

export async function addCampaign(options: {
  knex: Knex;
  campaign: Omit<CampaignRow, 'created_at' | 'closed_at'>;
}): Promise<CampaignRow> {
  const { knex, campaign } = options;
  const row: CampaignRow = {
    ...campaign,
    created_at: await databaseNow(knex),
    closed_at: null,
  };
  await knex<CampaignRow>('campaigns').insert(row);
  return row;
}

/** False when it is closed already. */
export async function closeCampaign(options: {
  knex: Knex;
  id: string;
}): Promise<boolean> {
  const { knex, id } = options;
  const closed = await knex<CampaignRow>('campaigns')
    .where({ id })
    .whereNull('closed_at')
    .update({ closed_at: await databaseNow(knex) });
  return closed > 0;
}
