import { html, nothing } from 'lit';
import { panel, table } from './parts.js';
import { icon } from './icons.js';
import './time-chart.js';

const asTable = new Map();

/**
 * A panel with a chart, which is also a table.
 *
 * @param host the page, drawn anew when the view changes
 * @param options those of a panel, and {prepare: from the data to the model of the chart, chart: from the model to a template,
 *   columns and rows: from the model to those of its table}; a chart over time without the last three
 */
export function chartPanel(host, resource, options) {
  const { title, prepare, chart = overTimeChart, columns = overTimeColumns, rows = overTimeRows } = options;
  const shown = asTable.get(title) ?? false;
  const toggle = html`<button class="icon-button" aria-pressed=${shown} title=${shown ? 'View as chart' : 'View as table'}
    aria-label="View ${title} as ${shown ? 'chart' : 'table'}" @click=${() => {
      asTable.set(title, !shown);
      host.requestUpdate();
    }}>${icon(shown ? 'chart' : 'table')}</button>`;
  return panel(resource, {
    size: 'chart',
    wide: true,
    ...options,
    actions: toggle,
    body: data => {
      const model = prepare(data);
      return shown ? table(title, columns(model), rows(model)) : html`${chart(model, title)}${options.below ?? nothing}`;
    },
  });
}

const overTimeChart = (model, title) => html`<time-chart .model=${model} label=${title}></time-chart>`;

const overTimeColumns = model => [
  {
    title: 'Time',
    cell: index => html`${model.titles[index]}${model.partial[index] ? html` <span class="quiet">in part</span>` : nothing}`,
  },
  ...model.series.map(series => ({ title: series.name, number: true, cell: index => model.write(series.values[index], series) })),
];

const overTimeRows = model => model.titles.map((_, index) => index);
