import { LitElement, html, nothing } from 'lit';
import { errorLabel, label } from '../shared/format.js';
import { icon } from '../shared/icons.js';
import { FILTERS, RANGES, STATUSES, ACTIVE, STEPS, addressOf, withoutFilters, windowOf } from '../shared/state.js';
import { chosen } from '../shared/chosen.js';
import { minute } from '../shared/time.js';
import { windowFields, windowIn } from '../shared/window-fields.js';

const PROVIDERS = ['tavily', 'openai', 'tavily-simulator', 'openai-simulator'];

/** The one bar with window, comparison and filters of all pages. What it chooses is in the address. */
class FilterBar extends LitElement {
  static properties = { state: { attribute: false }, zone: {}, page: {}, open: { state: true }, custom: { state: true } };

  // what was typed stays: fields are not set again when time goes on
  #openedAt = Date.now();

  createRenderRoot() {
    return this;
  }

  #to(changes) {
    return addressOf({ ...this.state, cursor: '', ...changes });
  }

  #go(changes) {
    this.dispatchEvent(new CustomEvent('navigate', { bubbles: true, detail: { to: this.#to(changes) } }));
  }

  render() {
    const { state } = this;
    return html`<div class="filters" @keydown=${this.#onKey}>
      <div class="filter-row">
        <div class="segments" role="group" aria-label="Window">
          ${Object.entries(RANGES).map(
            ([range, text]) => html`<a href=${this.#to({ range, from: '', to: '' })}
            aria-current=${!state.from && state.range === range ? 'true' : nothing}>${text}</a>`,
          )}
          <button data-custom aria-expanded=${this.custom ?? false} aria-current=${state.from ? 'true' : nothing}
            @click=${() => {
              this.custom = !this.custom;
              this.#openedAt = Date.now();
            }}>${state.from ? html`${minute(state.from, this.zone)} to ${minute(state.to, this.zone)}` : 'Custom'}</button>
        </div>
        <form class="search" role="search" @submit=${this.#search}>${icon('search')}
          <input data-search name="company" type="search" placeholder="Company" aria-label="Company" autocomplete="off" maxlength="200">
          <kbd aria-hidden="true">/</kbd></form>
        <button class="button" data-filters aria-expanded=${this.open ?? false} @click=${() => {
          this.open = !this.open;
        }}>${icon('filter')}Filters</button>
        ${
          this.page === 'runs'
            ? nothing
            : html`<label class="check"><input type="checkbox" .checked=${state.compare === 'previous'}
          @change=${event => this.#go({ compare: event.target.checked ? 'previous' : 'none' })}>Compare with the period before</label>`
        }
      </div>
      ${this.custom ? this.#window() : nothing}
      ${this.open ? this.#choices() : nothing}
      ${this.#chips()}
    </div>`;
  }

  #window() {
    const { from, to } = windowOf(this.state, this.#openedAt);
    return html`<form class="filter-row filter-panel" data-window @submit=${this.#apply} @input=${event => event.currentTarget.to.setCustomValidity('')}>
      ${windowFields(from, to, this.zone)}
      <button class="button primary">Apply</button></form>`;
  }

  #choices() {
    const { state } = this;
    const isRuns = this.page === 'runs';
    const select = (name, title, values) => html`<label class="field"><span>${title}</span>
      <select ${chosen(field => {
        if (field.value) this.#go({ [name]: isRuns ? [field.value] : [...state[name], field.value] });
        field.value = '';
      })}>
        <option value="">${state[name].length ? 'Add one' : 'Any'}</option>
        ${values.filter(value => !state[name].includes(value)).map(value => html`<option value=${value}>${label(value)}</option>`)}</select></label>`;
    return html`<div class="filter-row filter-panel">
      <form class="field" @submit=${this.#industry}><label class="field"><span>Industry</span><input name="industry" placeholder="Any" maxlength="200"></label></form>
      ${select('status', 'Status', isRuns ? [...STATUSES, ...ACTIVE] : STATUSES)}
      ${select('step', 'Reached step', STEPS)}${select('provider', 'Provider called', PROVIDERS)}
      <label class="field"><span>Runs</span><select ${chosen(field => this.#go({ simulated: field.value }))}>
        ${[
          ['', 'As configured'],
          ['false', 'Real'],
          ['true', 'Simulated'],
          ['all', 'Both'],
        ].map(
          ([value, text]) => html`
          <option value=${value} ?selected=${state.simulated === value}>${text}</option>`,
        )}</select></label>
      <label class="field"><span>Time zone</span><select ${chosen(field => this.#go({ tz: field.value }))}>
        <option value="" ?selected=${!state.tz}>This browser's</option>
        ${zones().map(zone => html`<option value=${zone} ?selected=${state.tz === zone}>${zone}</option>`)}</select></label>
    </div>`;
  }

  #chips() {
    const { state } = this;
    const chips = FILTERS.flatMap(name =>
      state[name].map(value => ({
        name,
        value,
        text: ['company', 'industry'].includes(name) ? value : label(value),
        to: this.#to({ [name]: state[name].filter(one => one !== value) }),
      })),
    );
    if (state.error_type)
      chips.push({
        name: 'error',
        value: state.error_type,
        text: errorLabel(state.error_type),
        to: this.#to({ error_type: '' }),
      });
    if (state.failed_step)
      chips.push({
        name: 'failed_step',
        value: state.failed_step,
        text: label(state.failed_step),
        to: this.#to({ failed_step: '' }),
      });
    if (state.simulated)
      chips.push({
        name: 'runs',
        value: state.simulated,
        text: { true: 'Simulated', false: 'Real', all: 'Real and simulated' }[state.simulated],
        to: this.#to({ simulated: '' }),
      });
    if (chips.length === 0) return nothing;
    return html`<div class="filter-row">
      ${chips.map(
        chip => html`<a class="filter-chip" href=${chip.to} aria-label="Remove ${chip.name} ${chip.value}"><span class="quiet">${label(chip.name)}</span>
        <bdi>${chip.text}</bdi>${icon('close')}</a>`,
      )}
      ${chips.length > 1 ? html`<a class="link" href=${addressOf({ ...withoutFilters(state), simulated: '' })}>Clear all</a>` : nothing}</div>`;
  }

  #onKey = event => {
    if (event.key !== 'Escape' || !event.target.closest('.filter-panel')) return;
    const button = event.target.closest('[data-window]') ? '[data-custom]' : '[data-filters]';
    this.custom = this.open = false;
    this.querySelector(button).focus();
    event.stopPropagation();
  };

  #search = event => {
    event.preventDefault();
    const company = event.target.company.value.trim();
    if (!company) return;
    event.target.reset();
    this.#go({ company: this.page === 'runs' ? [company] : [...new Set([...this.state.company, company])] });
  };

  #industry = event => {
    event.preventDefault();
    const industry = event.target.industry.value.trim();
    if (industry) this.#go({ industry: this.page === 'runs' ? [industry] : [...this.state.industry, industry] });
    event.target.reset();
  };

  #apply = event => {
    event.preventDefault();
    const { from, to } = windowIn(event.target, this.zone);
    event.target.to.setCustomValidity(from < to ? '' : 'The end must be after the start.');
    if (!event.target.reportValidity()) return;
    this.custom = false;
    this.querySelector('[data-custom]').focus();
    this.#go({ from: from.toISOString(), to: to.toISOString() });
  };
}

const zones = () => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')];

customElements.define('filter-bar', FilterBar);
