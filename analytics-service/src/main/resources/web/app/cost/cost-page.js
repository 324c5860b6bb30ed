import { html, nothing } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { chartPanel } from '../shared/chart-panel.js';
import { cssValues } from '../shared/css-values.js';
import { count, money } from '../shared/format.js';
import { noRuns } from '../shared/empty.js';
import { isBlank } from '../shared/over-time.js';
import { atLeast, panel, rankedBars, table, tiles } from '../shared/parts.js';
import { callsPerRun, costOverTime, duplicates, expensive, figures } from './prepare.js';

const TABLES = ['costs', 'over_time', 'by_provider', 'by_provider_over_time', 'expensive_queries', 'repeated_queries', 'runs_by_calls'];

/** Cost Efficiency: what do the runs cost, and how much of it buys nothing? */
class CostPage extends Page {
  #costs = new Resource(this);

  async load() {
    await this.#costs.load(this.kpis('costs', { table: TABLES }));
    if (this.#costs.data) this.tellMeta(this.#costs.data.meta);
  }

  render() {
    const costs = this.#costs;
    const link = changes => this.link(changes);
    const head = html`<h1>What does it cost, and what for?</h1>
      ${tiles(costs, 6, () => figures(costs.data, link), this.compared)}`;
    if (costs.data?.costs.runs === 0 && !costs.loading) return html`${head}${noRuns(this.state, false)}`;
    return html`${head}
      <div class="panels">
        ${chartPanel(this, costs, {
          title: 'Cost by provider',
          csv: this.csv('costs', 'by_provider_over_time'),
          isEmpty: data => isBlank(data.over_time, 'cost_usd'),
          empty: 'Nothing was spent.',
          prepare: data => costOverTime(data, this.zone),
        })}
        ${chartPanel(this, costs, {
          title: 'Calls per run',
          hint: 'Runs by the number of API calls',
          size: 'list',
          wide: false,
          csv: this.csv('costs/calls-per-run', 'runs_by_calls'),
          isEmpty: data => data.runs_by_calls.length === 0,
          prepare: data => callsPerRun(data.runs_by_calls),
          chart: histogram,
          columns: () => [
            { title: 'API calls', number: true, cell: column => column.name },
            { title: 'Runs', number: true, cell: column => count(column.runs) },
          ],
          rows: columns => columns,
        })}
        ${panel(costs, {
          title: 'Most expensive queries',
          hint: 'Cost of all their runs',
          size: 'list',
          csv: this.csv('costs/queries', 'expensive_queries'),
          isEmpty: data => data.expensive_queries.length === 0,
          body: data => rankedBars(expensive(data, link).slice(0, 6)),
        })}
        ${panel(costs, {
          title: 'Duplicate queries',
          hint: 'What asking them again has cost',
          size: 'list',
          csv: this.csv('costs/queries', 'repeated_queries'),
          isEmpty: data => data.repeated_queries.length === 0,
          empty: 'No query was asked twice.',
          body: data => html`<span id="duplicate-queries"></span>${rankedBars(duplicates(data, link).slice(0, 6))}`,
        })}
        ${panel(costs, {
          title: 'Providers',
          size: 'table',
          wide: true,
          csv: this.csv('costs', 'by_provider'),
          isEmpty: data => data.by_provider.length === 0,
          body: data =>
            html`<span id="providers"></span>${this.#providers([...data.by_provider].sort((a, b) => b.cost_usd - a.cost_usd))}`,
        })}
      </div>`;
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
        { title: 'Cost', number: true, cell: row => html`${row.unpriced_calls ? atLeast : nothing}<b>${money(row.cost_usd)}</b>` },
        { title: 'Calls', number: true, cell: row => count(row.api_calls) },
        { title: 'From cache', number: true, hideSmall: true, cell: row => count(row.cache_hits) },
        { title: 'Credits', number: true, hideSmall: true, cell: row => count(row.credits) },
        { title: 'Tokens in', number: true, hideSmall: true, cell: row => count(row.input_tokens) },
        { title: 'Tokens out', number: true, hideSmall: true, cell: row => count(row.output_tokens) },
        {
          title: 'No price',
          number: true,
          hideSmall: true,
          cell: row => (row.unpriced_calls ? html`<span class="bad">${count(row.unpriced_calls)}</span>` : '0'),
        },
      ],
      rows,
    );
  }
}

function histogram(columns) {
  return html`<ol class="columns" id="calls-per-run">${columns.map(
    column => html`<li class="column" title=${column.title}>
    <span class="visually-hidden">${column.title}</span><span aria-hidden="true">${column.runs ? count(column.runs) : nothing}</span>
    <span class="column-track" aria-hidden="true"><i class=${column.runs ? nothing : 'column-none'} ${cssValues({ '--share': column.share })}></i></span>
    <span class="column-name" aria-hidden="true">${column.name}</span></li>`,
  )}</ol>`;
}

customElements.define('cost-page', CostPage);
