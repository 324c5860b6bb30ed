import { html, nothing } from 'lit';
import { icon } from '../shared/icons.js';
import { ago, clock } from '../shared/time.js';

const NAMES = { duckdb: 'DuckDB', snowflake: 'Snowflake', mongodb: 'MongoDB, the fallback' };

/** The line below the navigation: what one has to know about the figures, how old they are, where they come from. */
export function sourceLine(meta, zone, now, isLive) {
  const isMarked = meta?.simulated === 'true' || meta?.simulated === 'all';
  return html`<aside aria-label="About the figures"><div class="source-line ${isMarked ? 'marked' : ''}"><div class="source-inner">
    <span role="status">${simulated(meta?.simulated)}</span>
    <span class="quiet" data-source=${meta?.source ?? nothing}>${meta?.source ? html`${age(meta, zone, now)} · ${NAMES[meta.source] ?? meta.source} · ` : isLive ? 'Live · ' : nothing}${zone}</span>
  </div></div>${warnings(meta)}</aside>`;
}

function age({ data_as_of: dataAsOf }, zone, now) {
  return dataAsOf
    ? html`Data as of <time datetime=${dataAsOf} title=${`Every run that was emitted until then is counted, newer ones may be. ${ago(dataAsOf, now)}`}>${clock(dataAsOf, zone)}</time>`
    : 'Age of the data not known';
}

function simulated(which) {
  if (which === 'true')
    return html`${icon('info')}<span><b>Simulated runs.</b> <span class="hide-small">The simulator plays search and model.</span> No money was spent.</span>`;
  if (which === 'all')
    return html`${icon('warning')}<span><b>Real and simulated runs together.</b> <span class="hide-small">Costs add up money that was spent and money that was not.</span></span>`;
  return nothing;
}

function warnings(meta) {
  const lines = [
    ...(meta?.source === 'mongodb'
      ? ['The warehouse does not answer. These figures come from MongoDB, the fallback, and may lack older runs.']
      : []),
    ...(meta?.warnings ?? []),
  ];
  return lines.map(line => html`<div class="notice" role="status">${icon('warning')}<span>${line}</span></div>`);
}
