import { LitElement, html, nothing } from 'lit';
import { request } from '../shared/api.js';
import { duration, errorLabel, label, money, plural } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { foreign, statusChip } from '../shared/parts.js';
import { follow } from '../shared/run-stream.js';
import { isActive, waterfall } from '../run/prepare.js';

const REDRAW_MS = 200;

/** A job that was submitted here, from the queue to its end. */
class JobRow extends LitElement {
  static properties = { job: { attribute: false }, href: {}, run: { state: true }, lost: { state: true }, error: { state: true } };

  #unfollow = null;
  #clock = null;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.job?.id || (this.run && !isActive(this.run))) return;
    this.#unfollow = follow(
      this.job.id,
      (run, { ended, lost }) => {
        this.run = run ?? this.run;
        this.lost = lost;
        if (ended) this.#stop();
      },
      true,
    );
    this.#clock = setInterval(() => this.run && this.requestUpdate(), REDRAW_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop() {
    this.#unfollow?.();
    clearInterval(this.#clock);
  }

  render() {
    const { job, run } = this;
    if (!job.id) {
      return html`<div class="job"><span class="job-name">${foreign(job.company)}</span><span class="job-side">${statusChip('failed')}</span>
        <span class="bad">${foreign(job.problem)}</span></div>`;
    }
    const status = run?.status ?? 'queued';
    const cancellable = !run || isActive(run);
    return html`<div class="job" data-run=${job.id} data-status=${status}>
      <span class="job-name"><a href=${this.href}>${foreign(run?.company_name ?? job.company)}</a></span>
      <span class="job-side">${statusChip(status)}${
        cancellable
          ? html`<button class="button small" ?disabled=${status === 'cancel_requested'}
        @click=${this.#cancel} aria-label="Cancel ${job.company}">Cancel</button>`
          : html`<button class="button small" @click=${this.#again} aria-label="Run ${job.company} again">Run again</button>`
      }</span>
      <span class="job-steps" aria-live="polite">${
        run?.steps
          ? waterfall(run, Date.now()).rows.map(
              ({ step, ms }) => html`
        <span class="step-${step.status}">${icon(step.status)}${label(step.step_name)}
          ${ms ? html`<span class="quiet">${duration(ms)}</span>` : nothing}</span>`,
            )
          : html`<span class="quiet">${status === 'queued' ? 'waits for a worker' : 'at work'}</span>`
      }</span>
      <span class="job-facts">${this.#facts()}</span>
      ${this.lost ? html`<span class="bad" role="alert">No connection to this run, trying again.</span>` : nothing}
      ${this.error ? html`<span class="bad" role="alert">${foreign(this.error)}</span>` : nothing}</div>`;
  }

  #facts() {
    const { run } = this;
    if (!run) return nothing;
    if (!isActive(run))
      return `${duration(run.total_latency_ms)} · ${money(run.cost_usd)} · ${run.error_type ? errorLabel(run.error_type) : plural(run.source_count ?? 0, 'source')}`;
    return run.started_at ? duration(Math.max(0, Date.now() - Date.parse(run.started_at))) : nothing;
  }

  #again = async () => {
    try {
      const { run_id: id } = await request(`/research/${this.job.id}/retry`, { method: 'POST' });
      this.error = null;
      this.dispatchEvent(new CustomEvent('again', { bubbles: true, detail: { company: this.job.company, id, key: id } }));
    } catch (error) {
      this.error = error.message;
    }
  };

  #cancel = async () => {
    try {
      await request(`/research/${this.job.id}`, { method: 'DELETE' });
      if (this.run) this.run = { ...this.run, status: 'cancel_requested' };
    } catch (error) {
      this.error = error.message;
    }
  };
}

customElements.define('job-row', JobRow);
