import { html, nothing } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { request } from '../shared/api.js';
import { count, duration, errorLabel, money, plural } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { failure, foreign, statusChip } from '../shared/parts.js';
import { follow } from '../shared/run-stream.js';
import { placeInRuns } from '../shared/state.js';
import { moment } from '../shared/time.js';
import { hasResult, isActive } from './prepare.js';
import { calls, result } from './result.js';
import { steps } from './steps.js';

const REDRAW_MS = 250;

/** One run: what it found, what each step and call did and cost, and what went wrong. Followed live until it ends. */
class RunPage extends Page {
  #run = new Resource(this);
  #unfollow = null;
  #clock = null;
  #followed = null;
  #lost = false;
  #action = null;

  async load() {
    const id = this.state.id;
    if (this.#followed === id && this.#unfollow && !this.#lost) return;
    this.#stop();
    if (this.#run.data?.run_id !== id) this.#run.data = null;
    await this.#run.load(`/research/${encodeURIComponent(id)}`);
    const run = this.#run.data;
    if (!run || this.state.id !== id || !this.isConnected) return;
    if (run.simulated !== undefined) this.tellMeta({ simulated: String(run.simulated), source: null, warnings: [] });
    if (isActive(run)) this.#follow(id);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #follow(id) {
    this.#followed = id;
    this.#clock = setInterval(() => this.requestUpdate(), REDRAW_MS);
    this.#unfollow = follow(id, (run, { ended, lost }) => {
      if (ended) this.#stop();
      this.#lost = lost;
      this.#run.data = run ?? this.#run.data;
      this.requestUpdate();
    });
  }

  #stop() {
    this.#unfollow?.();
    this.#unfollow = null;
    this.#lost = false;
    clearInterval(this.#clock);
  }

  render() {
    const run = this.#run.data;
    const back = html`<a class="back" href=${this.link({ ...placeInRuns(this.state), page: 'runs' })}>← Runs</a>`;
    if (!run) return html`${back}${this.#run.error ? this.#missing() : skeleton()}`;
    return html`${back}${this.#header(run)}
      ${this.#lost ? html`<p class="failure" role="alert">${icon('warning')}<span>No connection to this run. What you see may be old; trying again.</span></p>` : nothing}
      ${
        run.error_message || run.error_type
          ? html`<div class="failure run-error">${icon('warning')}<span><b>${errorLabel(run.error_type)}</b>
        ${run.error_message ? foreign(run.error_message) : nothing}</span></div>`
          : nothing
      }
      ${steps(run)}
      ${hasResult(run) ? result(run.result) : nothing}
      ${(run.calls ?? []).length ? calls(run, this.zone) : nothing}`;
  }

  #missing() {
    const { status } = this.#run.error;
    if (status === 410)
      return html`<section class="panel nothing" aria-label="Deleted"><h1>This run was deleted</h1><p class="quiet">Runs are kept as long as PIPELINE_RETENTION says. Its figures are still counted.</p></section>`;
    if (status === 404 || status === 400)
      return html`<section class="panel nothing" aria-label="Not found"><h1>There is no such run</h1><p class="quiet">${foreign(this.state.id)}</p>
      <p class="choices"><button class="button" @click=${() => this.#run.retry()}>Look again</button></p></section>`;
    return failure(this.#run);
  }

  #header(run) {
    const facts = [
      [
        'Time',
        run.total_latency_ms === null || run.total_latency_ms === undefined ? elapsed(run) : duration(run.total_latency_ms),
      ],
      [
        'Cost',
        html`${run.unpriced_calls > 0 ? html`<span class="quiet" title="at least: ${plural(run.unpriced_calls, 'call')} without a price">≥ </span>` : nothing}${money(run.cost_usd)}`,
      ],
      ['Calls', count(run.total_api_calls)],
      ['Sources', isActive(run) ? '–' : count(run.source_count)],
      ['Credits', count(run.total_credits)],
      [
        'Tokens',
        run.total_input_tokens === undefined ? '–' : `${count(run.total_input_tokens)} in, ${count(run.total_output_tokens)} out`,
      ],
      ['Requested', moment(run.requested_at, this.zone)],
      ...(run.attempt > 1 ? [['Executions', count(run.attempt)]] : []),
    ];
    return html`<div class="run-head">
      <div class="run-title"><h1>${foreign(run.company_name ?? run.query ?? 'Run')}</h1>${statusChip(run.status)}
        ${run.industry ? html`<span class="quiet">${foreign(run.industry)}</span>` : nothing}</div>
      <div class="run-actions">
        ${
          isActive(run)
            ? html`<button class="button danger" ?disabled=${run.status === 'cancel_requested'} @click=${() => this.#do('cancel')}>${run.status === 'cancel_requested' ? 'Cancelling' : 'Cancel'}</button>`
            : html`<button class="button" @click=${() => this.#do('again')}>${icon('again')}Run again</button>`
        }
        <a class="button" href="/runs/${run.run_id}/report.md" target="_blank" rel="noopener">Report</a>
        <a class="button" href="/runs/${run.run_id}" target="_blank" rel="noopener">JSON</a>
        <button class="button" @click=${this.#copy}>${this.#action === 'copied' ? 'Copied' : 'Copy link'}</button>
      </div></div>
      ${this.#action instanceof Error ? html`<p class="failure" role="alert">${icon('warning')}${foreign(this.#action.message)}</p>` : nothing}
      <dl class="facts panel">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${run.retry_of ? html`<p class="quiet note">The job of <a href=${this.link({ page: 'run', id: run.retry_of })}>an earlier run</a>, again.</p>` : nothing}
      ${run.deliver === false ? html`<p class="quiet note">Not delivered to the warehouse, as the job asked.</p>` : nothing}`;
  }

  async #do(what) {
    const id = encodeURIComponent(this.state.id);
    this.#action = null;
    try {
      if (what === 'cancel') {
        await request(`/research/${id}`, { method: 'DELETE' });
        this.#run.data = { ...this.#run.data, status: 'cancel_requested' };
      } else {
        const answer = await request(`/research/${id}/retry`, { method: 'POST' });
        this.go({ page: 'run', id: answer.run_id });
      }
    } catch (error) {
      this.#action = error;
    }
    this.requestUpdate();
  }

  #copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      this.#action = 'copied';
    } catch {
      this.#action = new Error('The browser does not let this page copy. Copy the address instead.');
    }
    this.requestUpdate();
  };
}

const elapsed = run => (run.started_at ? duration(Math.max(0, Date.now() - Date.parse(run.started_at))) : '–');
const skeleton = () =>
  html`<div class="run-head" aria-busy="true"><span class="bone bone-head"></span></div><div class="panel"><div class="size-list"><div class="bone bone-body"></div></div></div>`;

customElements.define('run-page', RunPage);
