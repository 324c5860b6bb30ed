import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Page } from '../shared/page.js';
import { request } from '../shared/api.js';
import { plural } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { foreign } from '../shared/parts.js';
import { companiesOf, complaint, jobsOf, submitted } from './prepare.js';
import './job-row.js';

const EXAMPLES = ['Tesla', 'OpenAI', 'Siemens'];

const STORED = 'submitted';
const MAX_STORED = 50;

// what was submitted in this tab is still there when one comes back to the page, or loads it again
let jobs = stored();
let typed = '';

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
}

function add(more) {
  jobs = [...more, ...jobs];
  try {
    sessionStorage.setItem(STORED, JSON.stringify(jobs.slice(0, MAX_STORED)));
  } catch {
    // a browser that stores nothing
  }
}

/** Submits jobs, and shows what becomes of them. */
class ResearchPage extends Page {
  static properties = { ...Page.properties, companies: { state: true }, error: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.companies = [];
  }

  firstUpdated() {
    const field = this.querySelector('textarea');
    field.value = typed;
    this.companies = companiesOf(typed);
    field.focus();
  }

  render() {
    const number = this.companies.length;
    return html`<h1>New research</h1>
      <div class="research">
        <form class="panel" @submit=${this.#submit}>
          <label class="field"><span>Companies, one a line</span>
            <textarea name="companies" rows="5" placeholder=${EXAMPLES.join('\n')} aria-describedby="submit-help" @input=${this.#typed} @keydown=${this.#onKey}></textarea></label>
          <p class="quiet" id="submit-help">${
            number > 1
              ? `${plural(number, 'company', 'companies')} in the list.`
              : html`Type a name or paste a list. Try
            ${EXAMPLES.map((name, index) => html`${index ? ', ' : ''}<button type="button" class="link" @click=${() => this.#example(name)}>${name}</button>`)}.`
          }</p>
          <details><summary>Options</summary><div class="options">
            <label class="field"><span>Sources a search</span><input type="number" name="max_sources" min="1" max="20" placeholder="5"></label>
            <label class="field"><span>Budget, credits a run</span><input type="number" name="budget_credits" min="0.1" step="0.1" placeholder="No limit"></label>
            <label class="field"><span>Depth</span><select name="search_depth"><option value="">Basic</option><option value="advanced">Advanced</option></select></label>
            <label class="field"><span>Topic</span><select name="topic"><option value="">General</option><option value="news">News</option><option value="finance">Finance</option></select></label>
            <label class="check"><input type="checkbox" name="deliver" checked>Count in the KPIs</label>
          </div></details>
          ${this.error ? html`<p class="failure" role="alert">${icon('warning')}${foreign(this.error)}</p>` : nothing}
          <div class="form-foot"><span class="quiet"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
            <button class="button primary" ?disabled=${this.busy}>${this.busy ? 'Submitting' : number > 1 ? `Start ${plural(number, 'run')}` : 'Start'}</button></div>
        </form>
        ${
          jobs.length === 0
            ? html`<section class="panel nothing nothing-small"><h2>Watch it work</h2><p class="quiet">Each run searches the web twice, side by side, then a model
            summarizes what was found. You see every step here as it happens.</p></section>`
            : html`
          <section class="panel" aria-label="Submitted here"><header class="panel-head"><h2>Submitted here</h2></header>
            <div class="jobs" @again=${this.#again}>${repeat(
              jobs,
              job => job.key,
              job => html`<job-row .job=${job} href=${this.link({ page: 'run', id: job.id })}></job-row>`,
            )}</div></section>`
        }
      </div>`;
  }

  #again = event => {
    add([event.detail]);
    this.requestUpdate();
  };

  #typed = event => {
    typed = event.target.value;
    this.companies = companiesOf(typed);
    this.error = null;
  };

  #example(name) {
    const field = this.querySelector('textarea');
    field.value = name;
    this.companies = [name];
    field.focus();
  }

  #onKey = event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
  };

  #submit = async event => {
    event.preventDefault();
    const form = event.target;
    const companies = companiesOf(form.companies.value);
    this.error = complaint(companies);
    if (this.error || this.busy) return;
    this.busy = true;
    try {
      const options = { ...Object.fromEntries(new FormData(form)), deliver: form.deliver.checked };
      const answer = await request('/research/batch', { method: 'POST', body: { jobs: jobsOf(companies, options) } });
      add(submitted(companies, answer).map(job => ({ ...job, key: job.id ?? crypto.randomUUID() })));
      form.companies.value = typed = '';
      this.companies = [];
    } catch (error) {
      this.error = error.message;
    }
    this.busy = false;
  };
}

customElements.define('research-page', ResearchPage);
