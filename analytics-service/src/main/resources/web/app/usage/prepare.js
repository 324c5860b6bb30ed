// From the answer of /kpis/usage to what is drawn. Pure.

import { count, money, percent, plural } from '../shared/format.js';
import { overTime } from '../shared/over-time.js';
import { WEEKDAYS, hourSpan } from '../shared/time.js';

export function figures({ usage, previous, meta, top_companies: top }, link) {
  const runsOfTop = top.find(row => row.company_name === usage.top_company)?.runs;
  return [
    {
      id: 'usage.runs',
      title: 'Runs',
      kind: 'count',
      value: usage.runs,
      before: previous?.runs,
      better: 'none',
      help: 'Runs that have ended',
      href: link({ page: 'runs' }),
    },
    {
      id: 'usage.unique_companies',
      title: 'Companies',
      kind: 'count',
      value: usage.unique_companies,
      before: previous?.unique_companies,
      better: 'none',
      help: 'Different companies, whatever their spelling',
      href: '#top-companies',
    },
    {
      id: 'usage.busiest_hour',
      title: 'Busiest hour',
      kind: 'text',
      value: usage.busiest_hour === null ? null : hourSpan(usage.busiest_hour),
      help: 'The hour of the day with most requests',
      note: `time zone ${meta.tz}`,
      href: '#hours',
    },
    {
      id: 'usage.top_company',
      title: 'Most asked company',
      kind: 'text',
      value: usage.top_company,
      help: 'The company of most runs',
      note: runsOfTop ? plural(runsOfTop, 'run') : '',
      href: usage.top_company ? link({ page: 'runs', company: [usage.top_company] }) : undefined,
    },
  ];
}

/** Runs of each bucket, and dotted those of the bucket as far into the period before. */
export function runsOverTime(data, before, zone) {
  const buckets = data.over_time;
  const series = [{ name: 'Runs', column: 'runs', kind: 'bar', color: 'one' }];
  if (before) {
    series.push({
      name: 'The period before',
      kind: 'dotted',
      color: 'quiet',
      values: buckets.map((_, index) => before.over_time[index]?.runs ?? null),
    });
  }
  const model = overTime(buckets, data.meta, zone, series);
  return {
    ...model,
    whole: true,
    write: count,
    axis: count,
    summary: `${plural(data.usage.runs, 'run')} about ${plural(data.usage.unique_companies, 'company', 'companies')}`,
  };
}

export function companies(data, link) {
  return data.top_companies.map(row => ({
    name: row.company_name ?? 'No name',
    value: row.runs,
    text: count(row.runs),
    note: `${percent(row.success_ratio)} success, ${money(row.cost_usd)}`,
    href: row.company_name ? link({ page: 'runs', company: [row.company_name] }) : undefined,
  }));
}

export function industries(data, link) {
  return data.industries.map(row => ({
    name: row.industry ?? 'Not known',
    value: row.runs,
    text: count(row.runs),
    note: percent(row.share),
    tone: row.industry ? '' : 'other',
    href: row.industry ? link({ page: 'runs', industry: [row.industry] }) : undefined,
  }));
}

/** @returns seven days of {name, hours: [{runs, share, title}]}, Monday first; the share is of the busiest hour */
export function heatMap(hours) {
  const most = Math.max(...hours.map(hour => hour.runs), 0);
  return WEEKDAYS.map((name, day) => ({
    name,
    hours: Array.from({ length: 24 }, (_, hour) => {
      const runs = hours.find(row => row.weekday === day + 1 && row.hour === hour)?.runs ?? 0;
      return { runs, share: most ? runs / most : 0, title: `${name} ${hourSpan(hour)}: ${plural(runs, 'run')}` };
    }),
  }));
}
