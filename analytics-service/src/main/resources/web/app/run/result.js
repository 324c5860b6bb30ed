import { html, nothing } from 'lit';
import { count, duration, errorLabel, label, money } from '../shared/format.js';
import { foreign, table } from '../shared/parts.js';
import { clock } from '../shared/time.js';
import { citations, host, safeUrl } from './prepare.js';

/** What a run has found, with numbered sources. */
export function result({ overview, competitors, sources }) {
  const text = paragraph =>
    citations(paragraph, sources).map(piece =>
      typeof piece === 'string'
        ? piece
        : html`<a class="cite" href="#source-${piece.number}" aria-label="Source ${piece.number}">${piece.number}</a>`,
    );
  return html`<section class="panel result" aria-label="Result">
    <div class="texts">
      ${overview ? html`<div><h2>Overview</h2><p dir="auto">${text(overview)}</p></div>` : nothing}
      ${competitors ? html`<div><h2>Competitors and market</h2><p dir="auto">${text(competitors)}</p></div>` : nothing}
    </div>
    ${
      sources.length
        ? html`<h2>Sources</h2><ol class="sources">${sources.map(source => {
            const url = safeUrl(source.url);
            return html`<li id="source-${source.number}"><span class="cite">${source.number}</span>
        <span>${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${foreign(source.title || source.url)}</a>` : foreign(source.title || source.url)}
          <span class="quiet">${foreign(host(source.url))}</span></span></li>`;
          })}</ol>`
        : nothing
    }</section>`;
}

/** Every attempt at a provider. */
export function calls(run, zone) {
  return html`<section class="panel" aria-label="API calls"><header class="panel-head"><h2>API calls</h2></header>
    ${table(
      'API calls',
      [
        { title: 'Called', cell: call => clock(call.called_at, zone) },
        { title: 'Provider', cell: call => html`${call.provider} <span class="quiet">${call.model ?? call.operation}</span>` },
        {
          title: 'Query',
          cell: call =>
            html`<span class="cell-text" title=${call.query_used ?? nothing}>${foreign(call.query_used ?? '–')}</span>`,
        },
        {
          title: 'Status',
          cell: call =>
            html`<span class=${call.status === 'failed' ? 'bad' : ''} title=${call.error_message ?? nothing}>${call.cache_hit ? 'From cache' : call.status === 'failed' ? errorLabel(call.error_type) : label(call.status)}</span>`,
        },
        { title: 'HTTP', number: true, cell: call => call.http_status ?? '–' },
        { title: 'Time', number: true, cell: call => duration(call.latency_ms) },
        { title: 'Credits', number: true, cell: call => count(call.credits) },
        {
          title: 'Tokens',
          number: true,
          cell: call => (call.input_tokens === null ? '–' : `${count(call.input_tokens)} + ${count(call.output_tokens)}`),
        },
        { title: 'Cost', number: true, cell: call => money(call.cost_usd) },
      ],
      run.calls,
    )}</section>`;
}
