import { html, nothing } from 'lit';
import { panel, table } from './parts.js';
import { icon } from './icons.js';
import './time-chart.js';

const asTable = new Map();

/**
 * A panel with a chart over time, which is also a table.
 *
 * @param host the page, drawn anew when the view changes
 * @param options those of a panel, and {prepare: from the data to the model of the chart}
 */
export function chartPanel(host, resource, options) {
  const shown = asTable.get(options.title) ?? false;
  const toggle = html`<button class="icon-button" aria-pressed=${shown} title=${shown ? 'View as chart' : 'View as table'}
    aria-label="View ${options.title} as ${shown ? 'chart' : 'table'}" @click=${() => {
      asTable.set(options.title, !shown);
      host.requestUpdate();
    }}>${icon(shown ? 'chart' : 'table')}</button>`;
  return panel(resource, {
    size: 'chart',
    wide: true,
    ...options,
    actions: toggle,
    body: data => {
      const model = options.prepare(data);
      return shown
        ? chartTable(options.title, model)
        : html`<time-chart .model=${model} label=${options.title}></time-chart>${options.below ?? nothing}`;
    },
  });
}

function chartTable(title, model) {
  return table(
    title,
    [
      { title: 'Time', cell: index => model.titles[index] },
      ...model.series.map(series => ({
        title: series.name,
        number: true,
        cell: index => model.write(series.values[index], series),
      })),
    ],
    model.titles.map((_, index) => index),
  );
}
