import { html } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { chartPanel } from '../shared/chart-panel.js';
import { isBlank } from '../shared/over-time.js';
import { noRuns } from '../shared/empty.js';
import { count, duration, label, money, percent } from '../shared/format.js';
import { foreign, panel, shareCell, statusChip, table, tiles } from '../shared/parts.js';
import { minute } from '../shared/time.js';
import { figures, percentilesOverTime } from './prepare.js';

/** Agent Performance: how long do runs, steps and calls take? */
class PerformancePage extends Page {
  #performance = new Resource(this);
  #calls = new Resource(this);
  #slowest = new Resource(this);

  async load() {
    this.#calls.load(this.kpis('performance', { table: 'providers' }));
    this.#slowest.load(this.kpis('performance/slowest-runs'));
    await this.#performance.load(this.kpis('performance', { table: ['performance', 'over_time', 'steps'] }));
    if (this.#performance.data) this.tellMeta(this.#performance.data.meta);
  }

  render() {
    const performance = this.#performance;
    const link = changes => this.link(changes);
    const head = html`<h1>How long do they take?</h1>
      ${tiles(performance, 4, () => figures(performance.data, link), this.compared)}`;
    if (performance.data?.performance.samples === 0 && !performance.loading) return html`${head}${noRuns(this.state, false)}`;
    return html`${head}
      <div class="panels">
        ${chartPanel(this, performance, {
          title: 'Time of a run',
          csv: this.csv('performance', 'over_time'),
          isEmpty: data => isBlank(data.over_time, 'samples'),
          prepare: data => percentilesOverTime(data, this.zone),
        })}
        ${panel(performance, {
          title: 'Steps',
          hint: 'The two searches run side by side, then the model summarizes',
          size: 'table',
          wide: true,
          csv: this.csv('performance/steps', 'steps'),
          isEmpty: data => data.steps.length === 0,
          body: data => this.#steps(data.steps),
        })}
        ${panel(this.#slowest, {
          title: 'Slowest runs',
          size: 'table',
          wide: true,
          csv: this.csv('performance/slowest-runs', 'slowest_runs'),
          isEmpty: data => data.slowest_runs.length === 0,
          body: data => this.#runs(data.slowest_runs),
        })}
        ${panel(this.#calls, {
          title: 'Providers',
          hint: 'Single calls, answers from the cache left out',
          size: 'table',
          wide: true,
          csv: this.csv('performance', 'providers'),
          isEmpty: data => data.providers.length === 0,
          body: data => this.#providers(data.providers),
        })}
      </div>`;
  }

  #steps(rows) {
    return table(
      'Steps',
      [
        { title: 'Step', cell: row => html`<a href=${this.link({ page: 'runs', step: [row.step_name] })}>${label(row.step_name)}</a>` },
        { title: 'Share of time', cell: row => shareCell(row.time_share, percent(row.time_share)) },
        { title: 'Median', number: true, cell: row => duration(row.p50_ms) },
        { title: '95th', number: true, cell: row => duration(row.p95_ms), help: '95th percentile' },
        { title: '99th', number: true, hideSmall: true, cell: row => duration(row.p99_ms), help: '99th percentile' },
        { title: 'Measured', number: true, hideSmall: true, cell: row => count(row.samples) },
        { title: 'Failed', number: true, cell: row => failed(row.failed, row.failure_ratio, this.link({ page: 'runs', failed_step: row.step_name })) },
        { title: 'Skipped', number: true, hideSmall: true, cell: row => count(row.skipped) },
      ],
      rows,
    );
  }

  #runs(rows) {
    return html`<span id="slowest-runs"></span>${table(
      'Slowest runs',
      [
        {
          title: 'Company',
          cell: row =>
            html`<a class="cell-text" href=${this.link({ page: 'run', id: row.run_id })}>${foreign(row.company_name ?? 'No name')}</a>`,
        },
        { title: 'Status', cell: row => statusChip(row.status) },
        { title: 'Time', number: true, cell: row => html`<b>${duration(row.total_latency_ms)}</b>` },
        { title: 'Calls', number: true, cell: row => count(row.total_api_calls) },
        { title: 'Cost', number: true, hideSmall: true, cell: row => money(row.cost_usd) },
        { title: 'Requested', number: true, hideSmall: true, cell: row => minute(row.requested_at, this.zone) },
      ],
      rows,
    )}`;
  }

  #providers(rows) {
    return table(
      'Providers',
      [
        {
          title: 'Provider',
          cell: row =>
            html`<a href=${this.link({ page: 'runs', provider: [row.provider] })}>${row.provider}</a> <span class="quiet">${row.operation}</span>`,
        },
        { title: 'Calls', number: true, cell: row => count(row.api_calls) },
        { title: 'Median', number: true, cell: row => duration(row.p50_ms) },
        { title: '95th', number: true, cell: row => duration(row.p95_ms), help: '95th percentile' },
        { title: '99th', number: true, hideSmall: true, cell: row => duration(row.p99_ms), help: '99th percentile' },
        { title: 'Failed', number: true, cell: row => failed(row.failed_calls, row.failure_ratio) },
      ],
      rows,
    );
  }
}

const failed = (number, ratio, href) =>
  number > 0
    ? html`${href ? html`<a class="bad" href=${href}>${count(number)}</a>` : html`<span class="bad">${count(number)}</span>`} <span class="quiet">${percent(ratio)}</span>`
    : count(number);

customElements.define('performance-page', PerformancePage);
