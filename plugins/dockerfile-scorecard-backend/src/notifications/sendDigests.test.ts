import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__';
import { after, databaseNow } from '../database';
import { saveServices } from '../database/operations';
import { sendDigests, toPayload } from './sendDigests';

jest.setTimeout(60_000);

const databases = testDatabases();
const DAY = 24 * 60 * 60_000;

describe.each(databases.ids)('sendDigests, %s', databaseId => {
  let knex: Knex;
  let now: Date;
  let sent: NotificationSendOptions[];
  let isDown: boolean;

  const day = (days: number) =>
    after(now, days * DAY)
      .toISOString()
      .slice(0, 10);
  const run = () =>
    sendDigests({
      knex,
      logger: mockServices.logger.mock(),
      notifications: {
        async send(notification) {
          if (isDown) throw new Error('404');
          sent.push(notification);
        },
      },
    });
  const told = () =>
    sent
      .map(({ recipients, payload }) => [
        'entityRef' in recipients ? recipients.entityRef : '',
        payload.description ?? payload.title,
      ])
      .sort();

  beforeEach(async () => {
    knex = await databases.create(databaseId);
    now = await databaseNow(knex);
    sent = [];
    isDown = false;
    await saveServices({
      knex,
      now,
      services: ['api', 'web', 'ops', 'lost'].map(name => ({
        entity_ref: name,
        kind: 'Component',
        namespace: 'default',
        name,
        title: null,
        owner:
          { ops: 'group:default/ops', lost: '' }[name] ?? 'group:default/a',
        system: null,
        lifecycle: null,
        type: null,
        repository_id: name,
        folder: '',
        paths: null,
        catalog_hash: '',
        tags: [],
        owners: [],
        exclusion: undefined,
        moved: true,
      })),
    });
    await knex('services').update({
      state: 'scored',
      unscored: 0,
      level: 1,
      score: 50,
    });
    // The first run only notes the time.
    await run();
    await knex('notification_digests').update({
      day: day(-1),
      sent_at: after(now, -DAY),
    });
  });
  afterEach(() => knex.destroy());

  const change = (entity_ref: string, from: number, to: number) =>
    knex('history').insert({
      entity_ref,
      at: after(now, -1000),
      state: 'scored',
      level: to,
      score: 50,
      previous_level: from,
      previous_score: 50,
      turned: '{"failing":[],"mended":[]}',
    });
  const waiver = (entity_ref: string, until: string, state: string) =>
    knex('waivers').insert({
      id: `${entity_ref} ${until} ${state}`,
      entity_ref,
      rule: 'rule-a',
      reason: 'x',
      until,
      state,
      requested_by: 'user:default/ada',
      requested_at: now,
    });
  const image = async (entity_ref: string, end_of_life: string) => {
    await knex('base_images').insert({ image: end_of_life, end_of_life });
    await knex('service_images').insert({
      entity_ref,
      use: 'final',
      image: end_of_life,
    });
  };

  it('tells each owner of the own services, and nobody of what has no owner', async () => {
    await change('api', 3, 1);
    await change('ops', 1, 2);
    await change('lost', 3, 0);
    await waiver('ops', day(14), 'approved');
    await waiver('ops', day(14), 'requested');
    await waiver('ops', day(30), 'approved');
    await image('web', day(1));
    await knex('campaigns').insert({
      id: 'c',
      title: 'Silver',
      goal: 'level',
      goal_value: 'silver',
      filters: '{"owner":["group:default/ops"]}',
      due: day(14),
      created_by: 'user:default/ada',
      created_at: now,
    });
    expect(await run()).toBe(2);
    expect(told()).toEqual([
      [
        'group:default/a',
        '1 service dropped to a lower level.\n1 service ships with a base image that reaches its end of life soon.',
      ],
      [
        'group:default/ops',
        `1 waiver ends soon.\n"Silver" is due on ${day(
          14,
        )}: 1 service remains.`,
      ],
    ]);
  });

  it('only notes the time when there was none before', async () => {
    await knex('notification_digests').delete();
    await change('api', 3, 1);
    expect(await run()).toBe(0);
    expect(await knex('notification_digests')).toMatchObject([{ day: day(0) }]);
  });

  it('sends one digest a day, whatever happens', async () => {
    await change('api', 3, 1);
    const [first, second] = await Promise.all([run(), run()]);
    expect(first + second).toBe(1);
    await change('ops', 3, 1);
    expect(await run()).toBe(0);
    expect(sent).toHaveLength(1);
  });

  it('does not disturb who has nothing to hear', async () => {
    await change('api', 1, 2);
    await image('web', day(5));
    expect(await run()).toBe(0);
  });

  it('survives that notifications cannot be sent', async () => {
    await change('api', 3, 1);
    isDown = true;
    expect(await run()).toBe(0);
  });
});

describe('toPayload', () => {
  it('says a single thing in the title', () => {
    expect(
      toPayload('group:default/a', {
        dropped: 2,
        waivers: 0,
        images: 0,
        campaigns: [],
      }),
    ).toEqual({
      title: '2 services dropped to a lower level.',
      description: undefined,
      link: '/dockerfile-scorecard?owner=group%3Adefault%2Fa',
      severity: 'normal',
      topic: 'Dockerfile scorecards',
      scope: 'dockerfile-scorecard-digest:group:default/a',
    });
  });
});
