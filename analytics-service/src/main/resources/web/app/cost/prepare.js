// From the answers of /kpis/costs to what is drawn. Pure.

import { count, label, money, moneyTick, percent, plural } from '../shared/format.js';
import { overTime } from '../shared/over-time.js';

const COLORS = ['one', 'four', 'three', 'two'];
export const MOST_PROVIDERS = COLORS.length;

export function figures({ costs, previous }, link) {
  const of = (name, title, kind, better, help, more = {}) => ({
    id: `costs.${name}`,
    title,
    kind,
    value: costs[name],
    before: previous?.[name],
    better,
    help,
    ...more,
  });
  return [
    of('cost_usd', 'Spend', 'money', 'down', 'Sum of the costs of all calls', {
      isAtLeast: costs.unpriced_calls > 0,
      href: link({ page: 'runs' }),
    }),
    of('cost_per_run_usd', 'Cost per run', 'money', 'down', 'Spend by runs', {
      isAtLeast: costs.unpriced_calls > 0,
      href: link({ page: 'runs' }),
    }),
    of('calls_per_run', 'Calls per run', 'count', 'down', 'API calls by runs, answers from the cache included', {
      href: '#calls-per-run',
    }),
    of('duplicate_queries', 'Duplicate queries', 'count', 'down', 'Queries that more than one run asked', {
      href: '#duplicate-queries',
    }),
    of('avoidable_cost_usd', 'Avoidable spend', 'money', 'down', 'Cost of the runs that asked a query again', {
      isAtLeast: costs.unpriced_calls > 0,
      note: costs.unpriced_calls === 0 && costs.cost_usd > 0 ? `${percent(costs.avoidable_cost_usd / costs.cost_usd)} of spend` : '',
      href: '#duplicate-queries',
    }),
    of(
      'unpriced_calls',
      'Calls without a price',
      'count',
      'down',
      'Their cost is not known: a model without a price, or an answer that never came',
      { note: costs.unpriced_calls === 0 ? 'every cost is known' : '', href: '#providers' },
    ),
  ];
}

/** @returns the providers that cost most, at most four of them, most expensive first */
function dearestProviders(rows) {
  const cost = new Map();
  for (const row of rows) cost.set(row.provider, (cost.get(row.provider) ?? 0) + row.cost_usd);
  return [...cost]
    .sort((a, b) => b[1] - a[1])
    .slice(0, COLORS.length)
    .map(([provider]) => provider);
}

/** Cost of each bucket by the providers that cost most; what none of them cost is grey. */
export function costOverTime(data, zone) {
  const buckets = data.over_time;
  const cost = new Map(data.by_provider_over_time.map(row => [`${row.provider} ${row.start}`, row.cost_usd]));
  const series = dearestProviders(data.by_provider).map((provider, index) => ({
    name: provider,
    kind: 'bar',
    stack: 'cost',
    color: COLORS[index],
    values: buckets.map(bucket => cost.get(`${provider} ${bucket.start}`) ?? 0),
  }));
  const others = buckets.map((bucket, at) => bucket.cost_usd - series.reduce((sum, one) => sum + one.values[at], 0));
  // sums of decimals read as doubles differ in their last digits
  if (others.some(cost => cost > 1e-6))
    series.push({
      name: 'Others',
      kind: 'bar',
      stack: 'cost',
      color: 'other',
      values: others.map(cost => (cost > 1e-6 ? cost : 0)),
    });
  const model = overTime(buckets, data.meta, zone, series);
  return { ...model, write: money, axis: moneyTick, summary: `${money(data.costs.cost_usd)} for ${plural(data.costs.runs, 'run')}` };
}

/** @returns a column for each number of calls, at least six of them, without gaps up to 12; the rest is one column */
export function callsPerRun(rows) {
  const most = Math.max(...rows.map(row => row.runs));
  const first = Math.min(...rows.map(row => row.api_calls), 7);
  const last = Math.min(12, Math.max(...rows.map(row => row.api_calls), first + 5));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const calls = first + index;
    const isRest = calls === 12 && rows.some(row => row.api_calls > 12);
    const runs = rows
      .filter(row => (isRest ? row.api_calls >= calls : row.api_calls === calls))
      .reduce((sum, row) => sum + row.runs, 0);
    return {
      name: isRest ? `${calls}+` : String(calls),
      runs,
      share: runs / (isRest ? Math.max(most, runs) : most),
      title: `${plural(runs, 'run')} with ${isRest ? `${calls} or more calls` : plural(calls, 'call')}`,
    };
  });
}

export function expensive(data, link) {
  return data.expensive_queries.map(row => ({
    name: row.query,
    value: row.cost_usd,
    text: money(row.cost_usd),
    note: `${plural(row.runs, 'run')}, ${plural(row.api_calls, 'call')}`,
    href: link({ page: 'runs', company: [row.query] }),
  }));
}

export function duplicates(data, link) {
  return data.repeated_queries.map(row => ({
    name: row.query,
    value: row.avoidable_cost_usd,
    text: money(row.avoidable_cost_usd),
    note: `asked ${count(row.runs)} times`,
    tone: 'fail',
    href: link({ page: 'runs', company: [row.query] }),
  }));
}

export const providerName = row => `${label(row.provider)} ${row.operation}`;
