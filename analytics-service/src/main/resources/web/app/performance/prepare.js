// From the answer of /kpis/performance to what is drawn. Pure.

import { count, duration, durationTick, label, plural } from '../shared/format.js';
import { overTime } from '../shared/over-time.js';

export function figures({ performance, previous, steps }, link) {
  const slowest = slowestStep(steps);
  const time = (name, title, help) => ({
    id: `performance.${name}`,
    title,
    kind: 'duration',
    value: performance[name],
    before: previous?.[name],
    better: 'down',
    help,
    href: '#slowest-runs',
  });
  return [
    time('p50_ms', 'Median run', 'Half of the runs take at most this long'),
    time('p95_ms', '95th percentile', '95 of 100 runs take at most this long'),
    {
      id: 'slowest_step.step_name',
      title: 'Slowest step',
      kind: 'text',
      value: slowest && label(slowest.step_name),
      help: 'The step with the highest 95th percentile',
      note: slowest ? `95th percentile ${duration(slowest.p95_ms)}` : '',
      href: slowest ? link({ step: [slowest.step_name] }) : undefined,
    },
    {
      id: 'performance.samples',
      title: 'Runs measured',
      kind: 'count',
      value: performance.samples,
      before: previous?.samples,
      better: 'none',
      help: 'Runs whose time is known, whatever their status',
      href: link({ page: 'runs' }),
    },
  ];
}

/** As /kpis/performance defines slowest_step: of equals the first by name. The steps are ordered by name. */
function slowestStep(steps) {
  return steps
    .filter(step => step.p95_ms !== null)
    .reduce((slowest, step) => (slowest && slowest.p95_ms >= step.p95_ms ? slowest : step), null);
}

/** Percentiles of each bucket, and below them of how many runs. A bucket without runs is a gap. */
export function percentilesOverTime(data, zone) {
  const model = overTime(data.over_time, data.meta, zone, [
    { name: '99th percentile', column: 'p99_ms', kind: 'line', color: 'two' },
    { name: '95th percentile', column: 'p95_ms', kind: 'line', color: 'four' },
    { name: 'Median', column: 'p50_ms', kind: 'line', color: 'one' },
    { name: 'Runs measured', column: 'samples', kind: 'bar', color: 'strip', strip: true },
  ]);
  return {
    ...model,
    axis: durationTick,
    write: (value, series) => (series.strip ? count(value) : duration(value)),
    summary: `median ${duration(data.performance.p50_ms)}, 95th percentile ${duration(data.performance.p95_ms)}, ${plural(data.performance.samples, 'run')}`,
  };
}
