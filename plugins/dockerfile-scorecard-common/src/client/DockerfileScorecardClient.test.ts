import { DockerfileScorecardClient } from './DockerfileScorecardClient';

const BASE = 'http://backend/api/dockerfile-scorecard';

describe('DockerfileScorecardClient', () => {
  const requests: { url: string; init: RequestInit }[] = [];
  let answer: { status: number; body: unknown };

  const client = new DockerfileScorecardClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        requests.push({ url: String(input), init: init ?? {} });
        const { status, body } = answer;
        return {
          ok: status < 400,
          status,
          statusText: 'Status',
          headers: new Headers({ 'content-type': 'application/json' }),
          json: async () => body,
          text: async () => JSON.stringify(body),
        } as Response;
      },
    },
  });

  beforeEach(() => {
    requests.length = 0;
    answer = { status: 200, body: { items: [] } };
  });

  it.each([
    [{}, ''],
    [{ level: [] }, ''],
    [{ level: ['none' as const, 'gold' as const] }, '?level=none&level=gold'],
    [
      { owner: ['group:default/a'], tag: ['c++ & c'] },
      '?owner=group%3Adefault%2Fa&tag=c%2B%2B%20%26%20c',
    ],
    [{ q: '', cursor: '' }, ''],
    [{ q: 'two words' }, '?q=two%20words'],
    [
      { orderBy: { field: 'score', order: 'desc' } as const, limit: 5 },
      '?orderBy=score%3Adesc&limit=5',
    ],
  ])('asks for the fleet with %j', async (query, search) => {
    expect(await client.listScorecards(query)).toEqual({ items: [] });
    expect(requests).toMatchObject([
      { url: `${BASE}/scorecards${search}`, init: { method: 'GET' } },
    ]);
  });

  it.each([
    ['component:default/api', 'component/default/api'],
    ['api', 'component/default/api'],
    [
      { kind: 'Component', namespace: 'Default', name: 'api.v2' },
      'Component/Default/api.v2',
    ],
  ])('finds the service %j', async (service, path) => {
    await client.getScorecard(service);
    await client.requestScan(service);
    expect(requests).toMatchObject([
      { url: `${BASE}/scorecards/${path}`, init: { method: 'GET' } },
      { url: `${BASE}/scorecards/${path}/scan`, init: { method: 'POST' } },
    ]);
  });

  it('asks for scans and rules', async () => {
    await client.getScans();
    await client.listRules();
    expect(requests.map(({ url }) => url)).toEqual([
      `${BASE}/scans`,
      `${BASE}/rules`,
    ]);
  });

  it('passes a token and a signal on', async () => {
    const { signal } = new AbortController();
    await client.getScans({ token: 'abc', signal });
    expect(requests[0].init).toMatchObject({
      headers: { Authorization: 'Bearer abc' },
      signal,
    });
  });

  it('throws what the backend says', async () => {
    answer = {
      status: 404,
      body: {
        error: { name: 'NotFoundError', message: 'There is no service x' },
        response: { statusCode: 404 },
      },
    };
    await expect(client.getScorecard('x')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'There is no service x' },
    });
  });
});
