import { countFilters, listQuery, readFleetQuery } from './fleetQuery';

const read = (search: string) => readFleetQuery(new URLSearchParams(search));

describe('the query of the fleet page', () => {
  it('becomes the query of the API', () => {
    expect(
      listQuery(
        read(
          'level=none&level=bronze&owner=group:default/search&system=system:default/shop&lifecycle=production&rule=eol-base&q=api&orderBy=name:desc&cursor=abc&page=3',
        ),
      ),
    ).toEqual({
      level: ['none', 'bronze'],
      state: ['scored'],
      owner: ['group:default/search'],
      system: ['system:default/shop'],
      lifecycle: ['production'],
      rule: ['eol-base'],
      q: 'api',
      orderBy: { field: 'name', order: 'desc' },
      limit: 25,
      cursor: 'abc',
    });
  });

  it('shows the worst services first unless told otherwise', () => {
    expect(listQuery(read('')).orderBy).toEqual({
      field: 'score',
      order: 'asc',
    });
    expect(listQuery(read('orderBy=nonsense:asc')).orderBy).toEqual({
      field: 'score',
      order: 'asc',
    });
  });

  it('leaves out levels and states that do not exist', () => {
    expect(listQuery(read('level=platinum&state=lost'))).toMatchObject({
      level: undefined,
      state: undefined,
    });
  });

  it('counts levels under the other filters only', () => {
    const query = read(
      'level=gold&state=failed&owner=group:default/search&image=python:3.9*&cursor=abc',
    );
    expect(countFilters(query)).toEqual({
      owner: ['group:default/search'],
      image: ['python:3.9*'],
    });
  });
});
