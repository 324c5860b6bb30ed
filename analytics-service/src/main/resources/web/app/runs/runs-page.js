import { html, nothing } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { count, duration, errorLabel, money } from '../shared/format.js';
import { noRuns } from '../shared/empty.js';
import { atLeast, failure, foreign, statusChip, table } from '../shared/parts.js';
import { ACTIVE, FILTERS, addressOf, placeInRuns, runsQuery } from '../shared/state.js';
import { minute } from '../shared/time.js';

const WHILE_ACTIVE_MS = 3000;
const BONES = 12;

/** Single runs, newest first, from the collector: those that have not ended too. */
class RunsPage extends Page {
  #runs = new Resource(this);
  #any = new Resource(this);
  #timer = null;

  async load() {
    clearTimeout(this.#timer);
    await this.#runs.load(`/runs?${runsQuery(this.state, Date.now())}`);
    const runs = this.#runs.data?.runs ?? [];
    if (runs.length === 0) this.#any.load('/runs?limit=1');
    if (this.isConnected && runs.some(run => ACTIVE.includes(run.status))) {
      this.#timer = setTimeout(() => document.hidden || this.load(), WHILE_ACTIVE_MS);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const { data, error, stale, loading } = this.#runs;
    const several = FILTERS.filter(name => this.state[name].length > 1);
    return html`<h1>Runs</h1>
      ${several.length ? html`<p class="quiet note">This list takes one value of each filter: the first ${several.join(' and ')}.</p>` : nothing}
      ${error ? failure(this.#runs) : nothing}
      ${
        data === null
          ? error
            ? nothing
            : skeleton()
          : data.runs.length === 0
            ? noRuns(this.state, this.#any.data?.runs.length === 0)
            : html`
        <section class="panel ${stale && !this.#timer ? 'stale' : ''}" aria-label="Runs" aria-busy=${loading}>${this.#table(data.runs)}</section>`
      }
      ${this.#pager(data)}`;
  }

  #table(runs) {
    // the figures of the other pages are of one kind, unless both are asked for
    const isMixed = runs.some(run => run.simulated) && runs.some(run => !run.simulated && !ACTIVE.includes(run.status));
    return table(
      'Runs',
      [
        {
          title: 'Company',
          cell: run =>
            html`<a class="cell-text" href=${this.link({ ...placeInRuns(this.state), page: 'run', id: run.run_id })}>${foreign(run.company_name ?? run.query)}</a>`,
        },
        {
          title: 'Status',
          cell: run =>
            html`${statusChip(run.status)} ${isMixed && run.simulated ? html`<span class="quiet">simulated</span> ` : nothing}${run.error_type && run.error_type !== run.status ? html`<span class="quiet hide-small">${errorLabel(run.error_type)}</span>` : nothing}`,
        },
        {
          title: 'Industry',
          hideSmall: true,
          cell: run =>
            run.industry ? html`<span class="cell-text">${foreign(run.industry)}</span>` : html`<span class="quiet">–</span>`,
        },
        {
          title: 'Sources',
          number: true,
          hideSmall: true,
          cell: run => (ACTIVE.includes(run.status) ? '–' : count(run.source_count)),
        },
        { title: 'Calls', number: true, hideSmall: true, cell: run => count(run.total_api_calls) },
        { title: 'Time', number: true, cell: run => duration(run.total_latency_ms) },
        {
          title: 'Cost',
          number: true,
          hideSmall: true,
          cell: run =>
            html`${run.unpriced_calls > 0 ? atLeast : nothing}${money(run.cost_usd)}`,
        },
        {
          title: 'Requested',
          number: true,
          cell: run => html`<time datetime=${run.requested_at}>${minute(run.requested_at, this.zone)}</time>`,
        },
      ],
      runs,
    );
  }

  #pager(data) {
    if (!data || (!this.state.cursor && !data.next_cursor)) return nothing;
    return html`<nav class="pager" aria-label="Pages of the list">
      ${this.state.cursor ? html`<a class="button" href=${addressOf({ ...this.state, cursor: '' })}>Newest</a>` : html`<span></span>`}
      ${data.next_cursor ? html`<a class="button" rel="next" href=${addressOf({ ...this.state, cursor: data.next_cursor })}>Older</a>` : html`<span class="quiet">These are the oldest of the window.</span>`}</nav>`;
  }
}

const skeleton = () => html`<section class="panel" aria-busy="true" aria-label="Runs">
  ${Array.from({ length: BONES }, () => html`<span class="bone bone-row"></span>`)}</section>`;

customElements.define('runs-page', RunsPage);
