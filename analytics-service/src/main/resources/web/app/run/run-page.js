import { html, nothing } from 'lit';
import { Page } from '../shared/page.js';
import { Resource } from '../shared/resource.js';
import { request } from '../shared/api.js';
import { cssValues } from '../shared/css-values.js';
import { count, duration, durationTick, errorLabel, label, money, plural } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { failure, foreign, statusChip, table } from '../shared/parts.js';
import { follow } from '../shared/run-stream.js';
import { clock, moment } from '../shared/time.js';
import { citations, host, isActive, safeUrl, waterfall } from './prepare.js';

const REDRAW_MS = 250;

/** One run: what it found, what each step and call did and cost, and what went wrong. Followed live until it ends. */
class RunPage extends Page {
  #run = new Resource(this);
  #unfollow = null;
  #clock = null;
  #followed = null;
  #action = null;

  async load() {
    const id = this.state.id;
    if (this.#followed === id && this.#unfollow) return;
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
    this.#unfollow = follow(id, (run, { ended }) => {
      if (ended) this.#stop();
      this.#run.data = run;
      this.requestUpdate();
    });
  }

  #stop() {
    this.#unfollow?.();
    this.#unfollow = null;
    clearInterval(this.#clock);
  }

  render() {
    const run = this.#run.data;
    const back = html`<a class="back" href=${this.link({ page: 'runs' })}>← Runs</a>`;
    if (!run) return html`${back}${this.#run.error ? this.#missing() : skeleton()}`;
    return html`${back}${this.#header(run)}
      ${run.error_message || run.error_type ? html`<div class="failure run-error">${icon('warning')}<span><b>${errorLabel(run.error_type)}</b>
        ${run.error_message ? foreign(run.error_message) : nothing}</span></div>` : nothing}
      ${this.#waterfall(run)}
      ${run.result ? result(run.result) : nothing}
      ${(run.calls ?? []).length ? this.#calls(run) : nothing}`;
  }

  #missing() {
    const { status } = this.#run.error;
    if (status === 410) return html`<section class="panel nothing" aria-label="Deleted"><h1>This run was deleted</h1><p class="quiet">Runs are kept as long as PIPELINE_RETENTION says. Its figures are still counted.</p></section>`;
    if (status === 404 || status === 400) return html`<section class="panel nothing" aria-label="Not found"><h1>There is no such run</h1><p class="quiet">${foreign(this.state.id)}</p>
      <p class="choices"><button class="button" @click=${() => this.#run.retry()}>Look again</button></p></section>`;
    return failure(this.#run);
  }

  #header(run) {
    const facts = [
      ['Time', run.total_latency_ms === null || run.total_latency_ms === undefined ? elapsed(run) : duration(run.total_latency_ms)],
      ['Cost', html`${run.unpriced_calls > 0 ? html`<span class="quiet" title="at least: ${plural(run.unpriced_calls, 'call')} without a price">≥ </span>` : nothing}${money(run.cost_usd)}`],
      ['Calls', count(run.total_api_calls)],
      ['Sources', isActive(run) ? '–' : count(run.source_count)],
      ['Credits', count(run.total_credits)],
      ['Tokens', run.total_input_tokens === undefined ? '–' : `${count(run.total_input_tokens)} in, ${count(run.total_output_tokens)} out`],
      ['Requested', moment(run.requested_at, this.zone)],
      ...(run.attempt > 1 ? [['Executions', count(run.attempt)]] : []),
    ];
    return html`<div class="run-head">
      <div class="run-title"><h1>${foreign(run.company_name ?? run.query ?? 'Run')}</h1>${statusChip(run.status)}
        ${run.industry ? html`<span class="quiet">${foreign(run.industry)}</span>` : nothing}</div>
      <div class="run-actions">
        ${isActive(run) ? html`<button class="button danger" ?disabled=${run.status === 'cancel_requested'} @click=${() => this.#do('cancel')}>${run.status === 'cancel_requested' ? 'Cancelling' : 'Cancel'}</button>`
          : html`<button class="button" @click=${() => this.#do('again')}>${icon('again')}Run again</button>`}
        <a class="button" href="/runs/${run.run_id}/report.md" target="_blank" rel="noopener">Report</a>
        <a class="button" href="/runs/${run.run_id}" target="_blank" rel="noopener">JSON</a>
        <button class="button" @click=${this.#copy}>${this.#action === 'copied' ? 'Copied' : 'Copy link'}</button>
      </div></div>
      ${this.#action instanceof Error ? html`<p class="failure" role="alert">${icon('warning')}${foreign(this.#action.message)}</p>` : nothing}
      <dl class="facts panel">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${run.retry_of ? html`<p class="quiet note">The job of <a href=${this.link({ page: 'run', id: run.retry_of })}>an earlier run</a>, again.</p>` : nothing}
      ${run.deliver === false ? html`<p class="quiet note">Not delivered to the warehouse, as the job asked.</p>` : nothing}`;
  }

  #waterfall(run) {
    const model = waterfall(run, Date.now());
    return html`<section class="panel" aria-label="Steps"><header class="panel-head"><h2>Steps</h2>
        <span class="quiet" aria-live="polite">${isActive(run) ? 'live' : nothing}</span></header>
      <ol class="fall">
        <li class="fall-row fall-axis" aria-hidden="true"><span></span><span class="fall-track">${model.ticks.map(tick => html`
          <i class="fall-tick" ${cssValues({ '--left': tick / model.totalMs })}>${durationTick(tick)}</i>`)}</span><span></span></li>
        ${model.rows.map(({ step, bar, calls }) => html`
          <li class="fall-row"><span class="fall-name">${stepIcon(step.status)}${label(step.step_name)}</span>
            <span class="fall-track">${bar ? html`<i class="fall-bar fall-${step.status}" ${cssValues({ '--left': bar.left, '--width': bar.width })}></i>` : nothing}</span>
            <span class="fall-time">${step.status === 'skipped' ? 'skipped' : step.status === 'pending' ? '' : duration(step.latency_ms)}</span>
            ${step.error_message || step.error_type ? html`<span class="fall-error">${errorLabel(step.error_type)}${step.error_message ? html`: ${foreign(step.error_message)}` : nothing}</span>` : nothing}</li>
          ${calls.map(({ call, bar: callBar }) => html`
            <li class="fall-row fall-call"><span class="fall-name quiet">${call.provider}${call.attempt > 1 ? `, try ${call.attempt}` : ''}</span>
              <span class="fall-track">${callBar ? html`<i class="fall-bar fall-thin fall-${call.cache_hit ? 'cache' : call.status}" ${cssValues({ '--left': callBar.left, '--width': callBar.width })}></i>` : nothing}</span>
              <span class="fall-time quiet">${call.cache_hit ? 'from cache' : call.error_type ? html`<span class="bad">${errorLabel(call.error_type)}</span>` : duration(call.latency_ms)}</span></li>`)}`)}
      </ol></section>`;
  }

  #calls(run) {
    return html`<section class="panel" aria-label="API calls"><header class="panel-head"><h2>API calls</h2></header>
      ${table('API calls', [
        { title: 'Called', cell: call => clock(call.called_at, this.zone) },
        { title: 'Provider', cell: call => html`${call.provider} <span class="quiet">${call.model ?? call.operation}</span>` },
        { title: 'Query', cell: call => html`<span class="cell-text" title=${call.query_used ?? nothing}>${foreign(call.query_used ?? '–')}</span>` },
        { title: 'Status', cell: call => html`<span class=${call.status === 'failed' ? 'bad' : ''} title=${call.error_message ?? nothing}>${call.cache_hit ? 'From cache' : call.status === 'failed' ? errorLabel(call.error_type) : label(call.status)}</span>` },
        { title: 'HTTP', number: true, cell: call => call.http_status ?? '–' },
        { title: 'Time', number: true, cell: call => duration(call.latency_ms) },
        { title: 'Credits', number: true, cell: call => count(call.credits) },
        { title: 'Tokens', number: true, cell: call => call.input_tokens === null ? '–' : `${count(call.input_tokens)} + ${count(call.output_tokens)}` },
        { title: 'Cost', number: true, cell: call => money(call.cost_usd) },
      ], run.calls)}</section>`;
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

const elapsed = run => run.started_at ? duration(Math.max(0, Date.now() - Date.parse(run.started_at))) : '–';
const stepIcon = status => html`<span class="step-icon step-${status}" role="img" aria-label=${label(status)}>${icon(status)}</span>`;
const skeleton = () => html`<div class="run-head" aria-busy="true"><span class="bone bone-head"></span></div><div class="panel"><div class="size-list"><div class="bone bone-body"></div></div></div>`;

function result({ overview, competitors, sources }) {
  const text = paragraph => citations(paragraph, sources).map(piece => typeof piece === 'string' ? piece
    : html`<a class="cite" href="#source-${piece.number}" aria-label="Source ${piece.number}">${piece.number}</a>`);
  return html`<section class="panel result" aria-label="Result">
    ${overview ? html`<h2>Overview</h2><p dir="auto">${text(overview)}</p>` : nothing}
    ${competitors ? html`<h2>Competitors and market</h2><p dir="auto">${text(competitors)}</p>` : nothing}
    ${sources.length ? html`<h2>Sources</h2><ol class="sources">${sources.map(source => {
      const url = safeUrl(source.url);
      return html`<li id="source-${source.number}"><span class="cite">${source.number}</span>
        <span>${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${foreign(source.title || source.url)}</a>` : foreign(source.title || source.url)}
          <span class="quiet">${foreign(host(source.url))}</span></span></li>`;
    })}</ol>` : nothing}</section>`;
}

customElements.define('run-page', RunPage);
