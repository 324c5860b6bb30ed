import { html } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { request } from '../shared/api.js';
import { chartPanel } from '../shared/chart-panel.js';
import { cssValues } from '../shared/css-values.js';
import { isBlank } from '../shared/over-time.js';
import { noRuns } from '../shared/empty.js';
import { count } from '../shared/format.js';
import { panel, rankedBars, tiles } from '../shared/parts.js';
import { kpiQuery } from '../shared/state.js';
import { hourSpan } from '../shared/time.js';
import { companies, figures, heatMap, industries, runsOverTime } from './prepare.js';

/** Usage & Demand: how much is asked, about whom, and when? */
class UsagePage extends Page {
  #usage = new Resource(this);

  async load() {
    await this.#usage.load(this.kpis('usage'), (path, options) => this.#both(path, options));
    if (this.#usage.data) this.tellMeta(this.#usage.data.meta);
  }

  // the buckets of the period before are an answer of their own, in buckets of the same length
  async #both(path, options) {
    const data = await request(path, options);
    const { compared, granularity } = data.meta;
    if (!compared || data.usage.runs === 0) return data;
    const state = { ...this.state, from: compared.from, to: compared.to, compare: 'none' };
    const before = await request(`/kpis/usage?${kpiQuery(state, this.zone, { granularity, table: 'over_time' })}`, options);
    return { ...data, before };
  }

  render() {
    const usage = this.#usage;
    const link = changes => this.link(changes);
    const head = html`<h1>What is asked, and when?</h1>
      ${tiles(usage, 4, () => figures(usage.data, link), this.compared)}`;
    if (usage.data?.usage.runs === 0 && !usage.loading) return html`${head}${noRuns(this.state, false)}`;
    return html`${head}
      <div class="panels">
        ${chartPanel(this, usage, {
          title: 'Runs',
          csv: this.csv('usage', 'over_time'),
          isEmpty: data => isBlank(data.over_time, 'runs'),
          prepare: data => runsOverTime(data, data.before, this.zone),
        })}
        <div class="panel-pair" id="top-companies">${panel(usage, {
          title: 'Companies',
          hint: 'Most asked first',
          size: 'list',
          csv: this.csv('usage/companies', 'top_companies'),
          isEmpty: data => data.top_companies.length === 0,
          body: data => rankedBars(companies(data, link)),
        })}</div>
        <div class="panel-pair">${panel(usage, {
          title: 'Industries',
          hint: 'As the model labels them',
          size: 'list',
          csv: this.csv('usage', 'industries'),
          isEmpty: data => data.industries.length === 0,
          empty: 'No run has an industry.',
          body: data => rankedBars(industries(data, link)),
        })}</div>
        ${chartPanel(this, usage, {
          title: 'Hours',
          hint: `Runs by weekday and hour, ${this.zone}`,
          size: 'list',
          csv: this.csv('usage/hours', 'hours'),
          prepare: data => heatMap(data.hours),
          chart: heat,
          columns: days => [
            { title: 'Hour', cell: hour => hourSpan(hour) },
            ...days.map(day => ({ title: day.name.slice(0, 3), number: true, cell: hour => count(day.hours[hour].runs) })),
          ],
          rows: days => days[0].hours.map((_, hour) => hour),
        })}
      </div>`;
  }
}

function heat(days) {
  return html`<div class="heat-scroll" id="hours" tabindex="0" role="group" aria-label="Heat map">
    <div class="heat" role="table" aria-label="Runs by weekday and hour">
      <div class="heat-line" role="row"><span role="columnheader" class="heat-day"><span class="visually-hidden">Day</span></span>
        ${Array.from({ length: 24 }, (_, hour) => html`<span role="columnheader" class="heat-hour">${hour % 3 ? html`<span class="visually-hidden">${hour}</span>` : String(hour).padStart(2, '0')}</span>`)}</div>
      ${days.map(
        day => html`<div class="heat-line" role="row"><span role="rowheader" class="heat-day">${day.name.slice(0, 3)}</span>
        ${day.hours.map(hour => html`<span role="cell" class="heat-cell" title=${hour.title} ${cssValues({ '--share': hour.share })}><span class="visually-hidden">${hour.runs}</span></span>`)}</div>`,
      )}
    </div></div>
    <div class="heat-key" aria-hidden="true"><span>0</span>${[0, 0.25, 0.5, 0.75, 1].map(share => html`<i class="heat-cell" ${cssValues({ '--share': share })}></i>`)}
      <span>${Math.max(...days.flatMap(day => day.hours.map(hour => hour.runs)))} runs</span></div>`;
}

customElements.define('usage-page', UsagePage);
