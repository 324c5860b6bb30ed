import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as health from '../../main/resources/web/app/health/prepare.js';
import * as performance from '../../main/resources/web/app/performance/prepare.js';
import * as usage from '../../main/resources/web/app/usage/prepare.js';
import * as cost from '../../main/resources/web/app/cost/prepare.js';
import * as run from '../../main/resources/web/app/run/prepare.js';
import * as research from '../../main/resources/web/app/research/prepare.js';
import * as data from '../../main/resources/web/app/data/prepare.js';
import { ago, bucketLabel, bucketTitle, instantOf, wallTime } from '../../main/resources/web/app/shared/time.js';

const META = { granularity: 'hour', tz: 'UTC' };
const bucket = (hour, more) => ({
  start: `2026-11-26T${hour}:00:00Z`,
  end: `2026-11-26T${hour + 1}:00:00Z`,
  is_partial: false,
  ...more,
});
const linked = changes => JSON.stringify(changes);

test('runs by status: no verdict is one grey series, every run is in one series', () => {
  const model = health.runsOverTime(
    {
      meta: META,
      health: { success: 5, failed: 1, runs: 9 },
      over_time: [bucket(10, { success: 5, partial: 1, failed: 1, cancelled: 1, abandoned: 1, runs: 9 })],
    },
    'UTC',
  );
  assert.deepEqual(
    model.series.map(series => [series.color, series.values]),
    [
      ['ok', [5]],
      ['part', [1]],
      ['fail', [1]],
      ['other', [2]],
    ],
  );
  assert.deepEqual(model.labels, ['10:00']);
});

test('a headline figure leads to the runs behind it', () => {
  const [success, failed, live, top] = health.figures(
    {
      health: { success_ratio: 0.9, failed: 3, top_error_type: 'timeout', runs: 30 },
      previous: { success_ratio: 0.95, failed: 1 },
      errors_by_type: [{ error_type: 'timeout', runs: 2, share: 0.0667 }],
    },
    { queued: 1, running: 2, cancel_requested: 0 },
    linked,
  );
  assert.equal(success.before, 0.95);
  assert.equal(failed.href, linked({ page: 'runs', status: ['failed'] }));
  assert.equal(live.value, 3);
  assert.equal(top.href, linked({ page: 'runs', error_type: 'timeout' }));
  assert.match(top.note, /^2 runs, 6\.7.% of all$/);
});

test('the slowest step has the highest 95th percentile, and of equals is the first by name', () => {
  const steps = [
    { step_name: 'a', p95_ms: null },
    { step_name: 'b', p95_ms: 20 },
    { step_name: 'c', p95_ms: 70 },
    { step_name: 'd', p95_ms: 70 },
  ];
  const slowest = shown => performance.figures({ performance: {}, previous: null, steps: shown }, linked)[2];
  assert.equal(slowest(steps).href, linked({ step: ['c'] }));
  assert.match(slowest(steps).note, /70.ms$/);
  assert.deepEqual([slowest(steps.slice(0, 1)).value, slowest([]).note], [null, '']);
});

test('what runs now is not known, and not 0, without the collector', () => {
  const live = health.figures({ health: { runs: 0 }, errors_by_type: [] }, null, linked)[2];
  assert.deepEqual([live.value, live.note], [null, 'not known']);
});

test('a bucket without runs is a gap in the percentiles', () => {
  const model = performance.percentilesOverTime(
    {
      meta: META,
      performance: { samples: 1, p50_ms: 5, p95_ms: 5 },
      over_time: [
        bucket(10, { p50_ms: 5, p95_ms: 6, p99_ms: 7, samples: 1 }),
        bucket(11, { p50_ms: null, p95_ms: null, p99_ms: null, samples: 0 }),
      ],
    },
    'UTC',
  );
  assert.deepEqual(model.series.find(series => series.name === 'Median').values, [5, null]);
  assert.deepEqual(model.series.find(series => series.strip).values, [1, 0]);
});

test('the period before is beside the buckets as far into it, or a gap', () => {
  const answer = {
    meta: META,
    usage: { runs: 3, unique_companies: 2 },
    over_time: [bucket(10, { runs: 1 }), bucket(11, { runs: 2 })],
  };
  assert.deepEqual(usage.runsOverTime(answer, { over_time: [{ runs: 7 }] }, 'UTC').series[1].values, [7, null]);
  assert.equal(usage.runsOverTime(answer, undefined, 'UTC').series.length, 1);
});

test('the heat map has 7 × 24 hours, and shares of the busiest', () => {
  const days = usage.heatMap([
    { weekday: 1, hour: 0, runs: 2 },
    { weekday: 7, hour: 23, runs: 4 },
  ]);
  assert.deepEqual(
    days.map(day => day.hours.length),
    Array(7).fill(24),
  );
  assert.deepEqual([days[0].hours[0].share, days[6].hours[23].share, days[2].hours[5].share], [0.5, 1, 0]);
  assert.equal(usage.heatMap([])[0].hours[0].share, 0);
});

test('cost: at most four providers, most expensive first, the rest is grey; a provider that was not called has cost nothing', () => {
  const providers = ['a', 'b', 'c', 'd', 'e', 'f'];
  const at = (hour, cost) => providers.map((provider, index) => ({ ...bucket(hour), provider, cost_usd: cost * index }));
  const model = cost.costOverTime(
    {
      meta: META,
      costs: { cost_usd: 45, runs: 3 },
      over_time: [bucket(10, { cost_usd: 15 }), bucket(11, { cost_usd: 0 }), bucket(12, { cost_usd: 25 })],
      by_provider: providers.map((provider, index) => ({ provider, cost_usd: 3 * index })),
      by_provider_over_time: [...at(10, 1), ...at(12, 2).filter(row => row.provider !== 'f')],
    },
    'UTC',
  );
  assert.deepEqual(
    model.series.map(series => [series.name, series.values]),
    [
      ['f', [5, 0, 0]],
      ['e', [4, 0, 8]],
      ['d', [3, 0, 6]],
      ['c', [2, 0, 4]],
      ['Others', [1, 0, 7]],
    ],
  );
});

test('the histogram has no gaps, and one column for 12 and more', () => {
  const columns = cost.callsPerRun([
    { api_calls: 3, runs: 6 },
    { api_calls: 5, runs: 2 },
    { api_calls: 12, runs: 1 },
    { api_calls: 40, runs: 1 },
  ]);
  assert.deepEqual(
    columns.map(column => [column.name, column.runs]).filter(([, runs]) => runs),
    [
      ['3', 6],
      ['5', 2],
      ['12+', 2],
    ],
  );
  assert.equal(columns.length, 10);
  assert.deepEqual(
    cost.callsPerRun([{ api_calls: 3, runs: 6 }]).map(column => [column.name, column.runs]),
    [3, 4, 5, 6, 7, 8].map(calls => [String(calls), calls === 3 ? 6 : 0]),
  );
});

const RUN = {
  status: 'running',
  started_at: '2026-11-26T10:00:00Z',
  steps: [
    { step_name: 'search_overview', status: 'success', started_at: '2026-11-26T10:00:00Z', latency_ms: 1000 },
    { step_name: 'search_competitors', status: null, started_at: '2026-11-26T10:00:01Z', latency_ms: null },
  ],
  calls: [
    { step_name: 'search_overview', called_at: '2026-11-26T10:00:00.500Z', latency_ms: 500 },
    { step_name: 'search_overview', called_at: '2026-11-26T10:00:00Z', latency_ms: 400 },
  ],
};

test('the waterfall: shares of the whole, calls in order, what is at work grows until now', () => {
  const { totalMs, rows } = run.waterfall(RUN, Date.parse('2026-11-26T10:00:04Z'));
  assert.equal(totalMs, 4000);
  assert.deepEqual(
    rows.map(row => row.step.status),
    ['success', 'running', 'pending'],
  );
  assert.deepEqual(rows[0].bar, { left: 0, width: 0.25 });
  assert.deepEqual(rows[1].bar, { left: 0.25, width: 0.75 });
  assert.deepEqual(
    rows[0].calls.map(({ call }) => call.latency_ms),
    [400, 500],
  );
  assert.equal(rows[2].bar, null);
});

test('a run without steps has no bars and no ticks', () => {
  const { ticks, rows } = run.waterfall({ status: 'queued' }, 0);
  assert.deepEqual([ticks, rows.map(row => row.bar)], [[], [null, null, null]]);
});

test('ticks are round', () => {
  assert.deepEqual(run.ticks(82_711), [0, 20_000, 40_000, 60_000, 80_000]);
  assert.deepEqual(run.ticks(930), [0, 200, 400, 600, 800]);
});

test('citations are those of known sources only', () => {
  assert.deepEqual(run.citations('A. [1] B [9] [x][1]', [{ number: 1 }]), [
    'A. ',
    { number: 1 },
    ' B ',
    '[9]',
    ' [x]',
    { number: 1 },
  ]);
});

for (const address of ['javascript:alert(1)', 'data:text/html,x', ' ', 'not an address', 'file:///etc/passwd']) {
  test(`not opened: ${address}`, () => assert.equal(run.safeUrl(address), null));
}

test('companies: one a line, none twice', () => {
  assert.deepEqual(research.companiesOf(' Tesla \r\n\ntesla\nＴｅｓｌａ\nSAP'), ['Tesla', 'SAP']);
  assert.equal(research.complaint([]), 'Give the name of a company.');
  assert.match(research.complaint(['😀'.repeat(201)]), /at most 200/);
  assert.equal(research.complaint(['😀'.repeat(200)]), null);
});

test('a job says only what was chosen', () => {
  assert.deepEqual(
    research.jobsOf(['A'], { max_sources: '', budget_credits: '0.5', topic: '', search_depth: 'advanced', deliver: true }),
    [{ company: 'A', budget_credits: 0.5, search_depth: 'advanced' }],
  );
});

test('a refused job keeps its reason', () => {
  const answer = {
    jobs: [
      { index: 1, status: 400, problem: { detail: 'too long' } },
      { index: 0, status: 202, run_id: 'r' },
    ],
  };
  assert.deepEqual(research.submitted(['A', 'B'], answer), [
    { company: 'B', id: null, problem: 'too long' },
    { company: 'A', id: 'r', problem: null },
  ]);
});

test('the verdict on the data', () => {
  const counts = { complete: false, missing: 0, behind: 0, other_counts: 0, unexpected: 0 };
  assert.equal(data.verdict({ completeness: { ...counts, complete: true } }).tone, 'ok');
  assert.equal(data.verdict({ completeness: { ...counts, missing: 1 } }).tone, 'fail');
  assert.equal(data.verdict({ completeness: counts }).tone, 'ok');
});

test('buckets in the time zone asked for', () => {
  const start = '2026-11-26T23:30:00Z';
  assert.equal(bucketLabel(start, 'hour', 'Asia/Kolkata'), '05:00');
  assert.equal(bucketTitle({ start, end: '2026-11-27T00:30:00Z' }, 'hour', 'Asia/Kolkata'), 'Fri 27 Nov, 05:00 to 06:00');
  assert.equal(
    bucketTitle({ start: '2026-11-23T00:00:00Z', end: '2026-11-30T00:00:00Z' }, 'week', 'UTC'),
    'Mon 23 Nov to 29 Nov',
  );
});

test('ages', () => {
  const now = Date.parse('2026-11-26T10:00:00Z');
  assert.deepEqual(
    ['09:59:55', '09:59:20', '09:30:00', '07:00:00'].map(time => ago(`2026-11-26T${time}Z`, now)),
    ['just now', '40 s ago', '30 min ago', '3 h ago'],
  );
});

for (const [wall, zone, instant] of [
  ['2026-11-26T14:05', 'UTC', '2026-11-26T14:05:00.000Z'],
  ['2026-11-26T00:05', 'Asia/Kathmandu', '2026-11-25T18:20:00.000Z'],
  ['2026-07-01T12:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
  // set back at 3:00: the first of two
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
]) {
  test(`clocks in ${zone} show ${wall} at ${instant}`, () => {
    assert.equal(instantOf(wall, zone).toISOString(), instant);
    assert.equal(wallTime(instant, zone), wall);
  });
}

test('a time that clocks skip is as long after midnight as it says', () => {
  assert.equal(instantOf('2026-03-29T02:30', 'Europe/Berlin').toISOString(), '2026-03-29T01:30:00.000Z');
  assert.equal(instantOf('2026-03-29T03:30', 'Europe/Berlin').toISOString(), '2026-03-29T01:30:00.000Z');
});

test('no wall time is no instant', () => assert.ok(Number.isNaN(instantOf('', 'UTC').getTime())));

test('completeness is asked for the window of the other pages, as far as the ledger goes', () => {
  const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z', range: '7d' };
  assert.equal(data.windowQuery(window), 'from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T00%3A00%3A00Z');
  assert.equal(data.windowQuery({ ...window, from: '2026-09-01T00:00:00Z' }), 'range=30d');
  assert.equal(data.windowQuery({ from: '', to: '', range: '24h' }), 'range=24h');
  assert.equal(data.windowQuery({ from: '', to: '', range: '90d' }), 'range=30d');
});

test('a step at work grows, and says how long it has been at work', () => {
  const started = Date.parse('2026-11-26T10:00:00Z');
  const working = { status: 'running', started_at: '2026-11-26T10:00:00Z', steps: [{ step_name: 'search_overview', status: 'running', started_at: '2026-11-26T10:00:00Z', latency_ms: null }] };
  const [row] = run.waterfall(working, started + 2000).rows;
  assert.equal(row.ms, 2000);
  assert.equal(row.step.status, 'running');
  assert.deepEqual(row.bar, { left: 0, width: 1 });
});

test('a result of nulls is none', () => {
  assert.equal(run.hasResult({ result: { overview: null, competitors: null, sources: [] } }), false);
  assert.equal(run.hasResult({ result: null }), false);
  assert.equal(run.hasResult({ result: { overview: 'It makes cars.', competitors: null, sources: [] } }), true);
});

test('a zoom stays within the window', () => {
  const model = usage.runsOverTime(
    { meta: { ...META, from: '2026-11-26T10:30:00Z', to: '2026-11-26T11:15:00.500Z' }, usage: { runs: 2, unique_companies: 1 }, over_time: [bucket(10, { runs: 1 }), bucket(11, { runs: 1 })] },
    null,
    'UTC',
  );
  assert.deepEqual(model.windows, [
    { from: '2026-11-26T10:30:00Z', to: '2026-11-26T11:00:00Z' },
    { from: '2026-11-26T11:00:00Z', to: '2026-11-26T11:15:00.500Z' },
  ]);
});

test('runs that the ledger does not have are no reason for a replay', () => {
  const counts = { complete: false, missing: 0, behind: 0, other_counts: 0, unexpected: 3 };
  assert.match(data.verdict({ completeness: counts }).text, /^3 runs are in the warehouse, but not in the ledger/);
  assert.match(data.verdict({ completeness: { ...counts, unexpected: 0, missing: 1 } }).text, /^1 run is not as emitted\. A replay/);
});

test('tabs are blanks, and a line that shows nothing is no company', () => {
  assert.deepEqual(research.companiesOf('Tesla\tUS\n\u200B\n \u2060 \nTesla US'), ['Tesla US']);
});
