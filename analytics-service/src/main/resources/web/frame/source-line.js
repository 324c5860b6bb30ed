import { html, nothing } from 'lit';
import { icon } from '../shared/icons.js';
import { ago, clock } from '../shared/time.js';

const NAMES = { duckdb: 'DuckDB', snowflake: 'Snowflake', mongodb: 'MongoDB, the fallback' };

/** How old the figures are, and where they come from. */
export function sourceLine(meta, zone, now) {
  if (!meta) return nothing;
  return html`<span class="quiet" data-source=${meta.source}>${meta.data_as_of ? html`Data as of <time datetime=${meta.data_as_of}
    title=${ago(meta.data_as_of, now)}>${clock(meta.data_as_of, zone)}</time>` : 'Age of the data not known'} · ${NAMES[meta.source] ?? meta.source}</span>`;
}

/** What makes the figures other than one would take them to be. */
export function warnings(meta) {
  if (!meta) return nothing;
  const lines = [
    ...(meta.source === 'mongodb' ? ['The warehouse does not answer. These figures come from MongoDB, the fallback, and may lack older runs.'] : []),
    ...(meta.warnings ?? []),
  ];
  return html`
    ${lines.map(line => html`<div class="notice notice-warning" role="status">${icon('warning')}<span>${line}</span></div>`)}
    ${meta.simulated === 'true' ? html`<div class="notice" role="status">${icon('info')}
      <span><b>Simulated runs.</b> Search and model are played by the simulator: no money was spent.</span></div>` : nothing}
    ${meta.simulated === 'all' ? html`<div class="notice notice-warning" role="status">${icon('warning')}
      <span><b>Real and simulated runs together.</b> Costs add up money that was spent and money that was not.</span></div>` : nothing}`;
}
