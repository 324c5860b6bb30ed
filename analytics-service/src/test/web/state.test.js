import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addressOf,
  hasFilters,
  kpiQuery,
  link,
  parseState,
  placeInRuns,
  runsQuery,
  windowOf,
  withoutFilters,
} from '../../main/resources/web/app/shared/state.js';

const NOW = Date.parse('2026-11-26T18:41:51.415Z');

test('the first page as it comes has no query', () => assert.equal(addressOf(parseState('')), './'));

for (const address of [
  '?page=cost',
  '?range=30d',
  '?page=usage&range=24h&compare=none&tz=Asia%2FKolkata&simulated=all',
  '?page=runs&failed_step=summarize',
  '?page=runs&error_type=http_429&cursor=abc&company=A+%26+W+Tiefbau&status=failed',
  '?page=run&id=01a2192a-049d-77ca-bcb2-b15a622cea37',
  '?from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-02T00%3A00%3A00.000Z',
  '?company=%3Cb%3E&company=%E2%80%AEevil&step=summarize&provider=tavily',
]) {
  test(`an address survives: ${address}`, () => assert.equal(addressOf(parseState(address)), address));
}

test('what is not known is as if it were not there', () => {
  assert.equal(addressOf(parseState('?range=1y&from=x&to=y&company=&status=failed&status=failed')), '?status=failed');
  assert.equal(addressOf(parseState('?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z')), './');
  assert.equal(addressOf(parseState('?status=lost&status=queued&step=dance&failed_step=dance&company=any')), '?company=any&status=queued');
});

test('a run keeps the place in the list for the way back', () => {
  const list = parseState('?page=runs&error_type=timeout&cursor=abc');
  const run = link(list, { ...placeInRuns(list), page: 'run', id: '1' });
  const state = parseState(run);
  assert.equal(link(state, { ...placeInRuns(state), page: 'runs' }), addressOf(list));
});

test('a link keeps window and filters, and nothing that belongs to one page', () => {
  const state = parseState('?page=runs&range=30d&company=Tesla&error_type=timeout&failed_step=summarize&cursor=abc&id=1');
  assert.equal(link(state, { page: 'cost' }), '?page=cost&range=30d&company=Tesla');
});

test('filters are found and taken away', () => {
  const state = parseState('?company=Tesla&error_type=timeout&failed_step=summarize&range=24h');
  assert.equal(hasFilters(state), true);
  assert.equal(hasFilters(parseState('?failed_step=summarize')), true);
  assert.equal(hasFilters(withoutFilters(state)), false);
  assert.equal(withoutFilters(state).range, '24h');
});

test('the query of the KPIs has window, comparison, zone and filters', () => {
  assert.equal(
    kpiQuery(parseState('?company=A&company=B&status=failed'), 'UTC', { top: '5', table: ['a', 'b'] }),
    'range=7d&compare=previous&tz=UTC&company=A&company=B&status=failed&top=5&table=a&table=b',
  );
  assert.equal(
    kpiQuery(parseState('?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&compare=none'), 'Europe/Berlin'),
    'from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T00%3A00%3A00Z&tz=Europe%2FBerlin',
  );
});

test('what the KPIs would refuse has its default, and dates become the instants they mean', () => {
  for (const refused of ['from=1&to=2', 'from=2026-11-01T00:00:00&to=2026-11-02T00:00:00', 'from=2026-13-01&to=2027-01-01', 'tz=Mars/Base',
    'simulated=zzz', 'range=toString', 'range=__proto__'])
    assert.equal(addressOf(parseState(`?${refused}`)), './', refused);
  const { from, to } = parseState('?from=2026-11-27&to=2026-11-28T01:30%2B01:00');
  assert.deepEqual([from, to], ['2026-11-27T00:00:00Z', '2026-11-28T00:30:00Z']);
  assert.equal(parseState('?tz=Asia/Kathmandu&simulated=false').tz, 'Asia/Kathmandu');
});

test('a range ends with the current minute, as that of the KPIs', () => {
  const { from, to } = windowOf(parseState('?range=24h'), NOW);
  assert.deepEqual([from.toISOString(), to.toISOString()], ['2026-11-25T18:42:00.000Z', '2026-11-26T18:42:00.000Z']);
});

test('the list of runs gets what the collector knows', () => {
  const query = runsQuery(
    parseState('?range=24h&company=A&company=B&step=summarize&provider=tavily&simulated=all&failed_step=summarize'),
    NOW,
  );
  assert.equal(
    query,
    'from=2026-11-25T18%3A42%3A00.000Z&to=2026-11-26T18%3A42%3A00.000Z&limit=50&company=A&step=summarize&provider=tavily&failed_step=summarize',
  );
});

test('zones are spelt as the database has them, and nothing but none turns the comparison off', () => {
  assert.equal(parseState('?tz=europe/berlin').tz, 'Europe/Berlin');
  assert.equal(parseState('?tz=Asia/Kathmandu').tz.startsWith('Asia/Kat'), true);
  assert.equal(parseState('?tz=%2B05:45').tz, '');
  assert.equal(parseState('?compare=bogus').compare, 'previous');
  assert.equal(parseState('?compare=none').compare, 'none');
});
