// From the answer of /kpis/health to what is drawn. Pure.

import { count, errorLabel, label, percent, plural } from '../shared/format.js';
import { overTime } from '../shared/over-time.js';
import { withoutFilters } from '../shared/state.js';

const EVERYTHING = withoutFilters({ from: '', to: '', range: '90d', simulated: '' });

export function figures(data, live, link) {
  const { health, previous } = data;
  const active = live ? live.queued + live.running + live.cancel_requested : null;
  return [
    {
      id: 'health.success_ratio',
      title: 'Success',
      kind: 'percent',
      value: health.success_ratio,
      before: previous?.success_ratio,
      better: 'up',
      help: 'Successful runs of all that ended and were not cancelled',
      href: link({ page: 'runs', status: ['success'] }),
    },
    {
      id: 'health.failed',
      title: 'Failed runs',
      kind: 'count',
      value: health.failed,
      before: previous?.failed,
      better: 'down',
      help: 'Runs with status failed',
      href: link({ page: 'runs', status: ['failed'] }),
    },
    {
      id: 'live',
      title: 'Running now',
      kind: 'count',
      value: active,
      help: 'Runs that are queued, running or being cancelled at this moment, whatever the window and the filters',
      note: live ? (active === 0 ? 'nothing in progress' : `${live.queued} queued, ${live.running} at work`) : 'not known',
      href: link({ ...EVERYTHING, page: 'runs', status: live?.queued && !live.running ? ['queued'] : ['running'] }),
    },
    {
      id: 'health.top_error_type',
      title: 'Most frequent error',
      kind: 'text',
      value: health.top_error_type && errorLabel(health.top_error_type),
      note: topErrorNote(data),
      help: 'The error type of most runs',
      href: health.top_error_type ? link({ page: 'runs', error_type: health.top_error_type }) : undefined,
    },
  ];
}

function topErrorNote({ health, errors_by_type: errors }) {
  if (!health.top_error_type) return health.runs ? 'no run had an error' : '';
  const top = errors.find(row => row.error_type === health.top_error_type);
  return top ? `${plural(top.runs, 'run')}, ${percent(top.share)} of all` : '';
}

/** Runs by status in each bucket; those without a verdict are one grey series. */
export function runsOverTime(data, zone) {
  const buckets = data.over_time;
  const model = overTime(buckets, data.meta, zone, [
    { name: 'Success', column: 'success', kind: 'bar', stack: 'runs', color: 'ok' },
    { name: 'Partial', column: 'partial', kind: 'bar', stack: 'runs', color: 'part' },
    { name: 'Failed', column: 'failed', kind: 'bar', stack: 'runs', color: 'fail' },
    {
      name: 'Cancelled or abandoned',
      kind: 'bar',
      stack: 'runs',
      color: 'other',
      values: buckets.map(bucket => bucket.cancelled + bucket.abandoned),
    },
  ]);
  const { success, failed, runs } = data.health;
  return {
    ...model,
    whole: true,
    write: count,
    axis: count,
    summary: `${count(success)} of ${plural(runs, 'run')} succeeded, ${count(failed)} failed`,
  };
}

export function errors(data, link) {
  return data.errors_by_type.map(row => ({
    name: errorLabel(row.error_type),
    value: row.runs,
    text: count(row.runs),
    note: percent(row.share),
    tone: 'fail',
    href: link({ page: 'runs', error_type: row.error_type }),
  }));
}

export function failingCompanies(data, link) {
  return data.failing_companies
    .filter(row => row.failed > 0)
    .map(row => ({
      name: row.company_name ?? 'No name',
      value: row.failure_ratio ?? 0,
      text: percent(row.failure_ratio),
      tone: 'fail',
      note: `${count(row.failed)} of ${count(row.runs)}`,
      href: row.company_name ? link({ page: 'runs', company: [row.company_name], status: ['failed'] }) : undefined,
    }));
}

export function failingSteps(data, link) {
  return data.failing_steps.map(row => ({
    name: `${label(row.step_name)}: ${errorLabel(row.error_type).toLowerCase()}`,
    value: row.failed,
    text: count(row.failed),
    note: percent(row.share),
    tone: 'fail',
    href: link({ page: 'runs', failed_step: row.step_name }),
  }));
}
