import { html, nothing } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { request } from '../shared/api.js';
import { count } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { foreign, panel, table, tiles } from '../shared/parts.js';
import { addressOf } from '../shared/state.js';
import { ago, minute, moment } from '../shared/time.js';
import { windowFields, windowIn } from '../shared/window-fields.js';
import { GAP_KINDS, RANGES, figures, hours, verdict, windowQuery } from './prepare.js';

const POLL_MS = 1000;

/** Is anything missing, and how to send it again. */
class DataPage extends Page {
  static properties = {
    ...Page.properties,
    replay: { state: true },
    replayError: { state: true },
    replayWindow: { state: true },
  };

  #completeness = new Resource(this);
  #letters = new Resource(this);
  #timer = null;
  // what was typed stays: fields are not set again when time goes on
  #openedAt = Date.now();

  async load() {
    this.#letters.load('/dlq?limit=50');
    await this.#completeness.load(`/kpis/completeness?${windowQuery(this.state)}`);
    if (this.#completeness.data) this.tellMeta(this.#completeness.data.meta);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const all = this.#completeness;
    const chosen = windowQuery(this.state);
    return html`<div class="run-head"><h1>Is anything missing?</h1>
        <div class="segments" role="group" aria-label="Window">${Object.entries(RANGES).map(
          ([range, text]) => html`
          <a href=${addressOf({ ...this.state, range, from: '', to: '' })} aria-current=${chosen === `range=${range}` ? 'true' : nothing}>${text}</a>`,
        )}${chosen.startsWith('from=') ? html`<span aria-current="true">${minute(this.state.from, this.zone)} to ${minute(this.state.to, this.zone)}</span>` : nothing}</div></div>
      ${all.data ? this.#verdict(all.data) : nothing}
      ${tiles(all, 4, () => figures(all.data), false)}
      <div class="panels">
        ${panel(all, {
          title: 'Completeness by hour',
          hint: 'The warehouse beside the ledger of the collector, real and simulated runs, newest first',
          size: 'table',
          wide: true,
          isEmpty: data => data.hours.length === 0,
          empty: 'No run was requested in this window.',
          body: data => this.#hours(data),
        })}
        <div class="panel-pair">${panel(all, {
          title: 'Runs that differ',
          hint: 'From what the collector has emitted',
          size: 'table',
          isEmpty: data => data.gaps.length === 0,
          empty: 'None differs.',
          body: data => this.#gaps(data.gaps),
        })}</div>
        <div class="panel-pair">${panel(this.#letters, {
          title: 'Dead letters',
          hint: 'Records that could not be read',
          size: 'table',
          isEmpty: data => data.entries.length === 0,
          empty: 'None waits.',
          body: data => this.#deadLetters(data.entries),
        })}</div>
        ${this.#replayPanel()}
      </div>`;
  }

  #verdict(data) {
    const { tone, text } = verdict(data);
    return html`<p class="verdict verdict-${tone}" role="status">${icon(tone === 'ok' ? 'success' : 'warning')}<b>${text}</b>
      <span class="quiet">Newest data ${data.meta.data_as_of ? html`${ago(data.meta.data_as_of, Date.now())}, ${moment(data.meta.data_as_of, this.zone)}` : 'of a time that is not known'}</span></p>`;
  }

  #hours(data) {
    return table(
      'Completeness by hour',
      [
        { title: 'Hour', cell: row => minute(row.hour, this.zone) },
        { title: 'Emitted', number: true, cell: row => count(row.emitted) },
        { title: 'In the warehouse', number: true, cell: row => count(row.whole) },
        { title: 'Missing', number: true, cell: row => (row.missing ? html`<b class="bad">${count(row.missing)}</b>` : '0') },
        { title: 'Outdated', number: true, hideSmall: true, cell: row => count(row.behind + row.other_counts) },
        { title: 'On the way', number: true, hideSmall: true, cell: row => count(row.within_allowance + row.due) },
        { title: 'Running', number: true, hideSmall: true, cell: row => count(row.active) },
      ],
      hours(data),
    );
  }

  #gaps(gaps) {
    return table(
      'Runs that differ',
      [
        { title: 'Run', cell: gap => html`<a href=${this.link({ page: 'run', id: gap.run_id })}><code>${gap.run_id}</code></a>` },
        { title: 'What', cell: gap => GAP_KINDS[gap.kind] ?? gap.kind },
        { title: 'Requested', number: true, cell: gap => moment(gap.requested_at, this.zone) },
      ],
      gaps,
    );
  }

  #deadLetters(entries) {
    return table(
      'Dead letters',
      [
        { title: 'Topic', cell: entry => entry.topic },
        {
          title: 'Reason',
          cell: entry => html`<span class="cell-text" title=${entry.reason ?? nothing}>${foreign(entry.reason ?? '–')}</span>`,
        },
        { title: 'Key', hideSmall: true, cell: entry => html`<span class="cell-text">${foreign(entry.key ?? '–')}</span>` },
        { title: 'Bytes', number: true, hideSmall: true, cell: entry => count(entry.size_bytes) },
        { title: 'Since', number: true, cell: entry => moment(entry.time, this.zone) },
      ],
      entries,
    );
  }

  #replayPanel() {
    const { replay } = this;
    return html`<section class="panel wide" aria-label="Replay"><header class="panel-head"><div><h2>Replay</h2>
        <p class="quiet">Emits the runs of a window again. No figure changes: what is already there stays as it is.</p></div></header>
      <form class="window-fields" @submit=${this.#ask}>
        ${windowFields(this.#openedAt - 3600000, this.#openedAt, this.zone)}
        <button class="button">Replay</button>
        ${replay ? html`<span role="status">${replay.status === 'done' ? `Done: ${count(replay.enqueued)} runs were emitted again.` : `${count(replay.enqueued)} runs found so far, ${count(replay.left)} of them wait`}</span>` : nothing}
        ${this.replayError ? html`<span class="bad" role="alert">${foreign(this.replayError)}</span>` : nothing}
      </form>
      <dialog class="dialog" aria-label="Confirm the replay"><form method="dialog" @submit=${this.#confirmed}>
        <h2>Emit these runs again?</h2><p>All runs requested from <b>${minute(this.replayWindow?.from, this.zone)}</b> to <b>${minute(this.replayWindow?.to, this.zone)}</b> (${this.zone}) are written
          to Kafka and the warehouse again. It costs no API calls.</p>
        <div class="dialog-actions"><button class="button" value="cancel">Cancel</button><button class="button primary" value="replay">Replay</button></div></form></dialog>
    </section>`;
  }

  #ask = async event => {
    event.preventDefault();
    const { from, to } = windowIn(event.target, this.zone);
    this.replayError = from < to ? null : 'The end must be after the start.';
    if (this.replayError) return;
    this.replayWindow = { from: from.toISOString(), to: to.toISOString() };
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  };

  #confirmed = async event => {
    if (event.submitter?.value !== 'replay') return;
    try {
      this.replay = await request('/replays', { method: 'POST', body: this.replayWindow });
      this.#follow(this.replay.id);
    } catch (error) {
      this.replayError = error.message;
    }
  };

  #follow(id) {
    this.#timer = setTimeout(async () => {
      try {
        this.replay = await request(`/replays/${id}`);
      } catch (error) {
        this.replayError = error.message;
        return;
      }
      if (this.replay.status === 'done') this.load();
      else if (this.isConnected) this.#follow(id);
    }, POLL_MS);
  }
}

customElements.define('data-page', DataPage);
