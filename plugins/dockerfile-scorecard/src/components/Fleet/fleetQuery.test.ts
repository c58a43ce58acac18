import { shownColumns } from './columns';
import {
  amountOfFilters,
  countFilters,
  listQuery,
  readFleetQuery,
} from './fleetQuery';

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

describe('the filters of a shared address', () => {
  it('reach the API under its names', () => {
    const query = readFleetQuery(
      new URLSearchParams(
        'tag=python&ruleState=waived&ruleState=bogus&imageFamily=slim&endOfLifeBefore=2027-06-01&changedSince=2026-11-20&unknownImage=yes&size=100&hide=owner&show=system',
      ),
    );
    expect(listQuery(query)).toMatchObject({
      tag: ['python'],
      ruleState: ['waived'],
      imageFamily: ['slim'],
      endOfLifeBefore: '2027-06-01',
      changedSince: '2026-11-20T00:00:00.000Z',
      unknownImage: true,
      limit: 100,
    });
    expect(shownColumns(query)).toEqual([
      'level',
      'score',
      'first',
      'image',
      'since',
      'system',
    ]);
    expect(amountOfFilters(query)).toBe(6);
  });

  it('leave out what cannot be asked', () => {
    const query = readFleetQuery(
      new URLSearchParams(
        'endOfLifeBefore=soon&size=7&changedSince=2026-13-40',
      ),
    );
    expect(listQuery(query)).toMatchObject({
      endOfLifeBefore: undefined,
      changedSince: undefined,
      limit: 25,
    });
  });
});
