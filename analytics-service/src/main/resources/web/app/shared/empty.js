import { html, nothing } from 'lit';
import { FILTERS, addressOf, hasFilters, link, withoutFilters } from './state.js';
import { icon } from './icons.js';
import { label } from './format.js';

/** What to do where no run matches: which filter to take away, a longer window, or a first run. */
export function noRuns(state, isFresh) {
  if (isFresh && !hasFilters(state)) return firstRun(state);
  const filters = [
    ...FILTERS.flatMap(name =>
      state[name].map(value => ({ name, value, without: { [name]: state[name].filter(one => one !== value) } })),
    ),
    ...['error_type', 'failed_step'].filter(name => state[name]).map(name => ({ name, value: state[name], without: { [name]: '' } })),
  ];
  return html`<section class="panel nothing" aria-label="No runs">
    <h2>No run matches</h2>
    <p class="quiet">None was requested in this window${hasFilters(state) ? ' with these filters' : nothing}. Try one of these:</p>
    <p class="choices">
      ${filters.map(
        ({ name, value, without }) => html`<a class="button" href=${addressOf({ ...state, cursor: '', ...without })}>
        ${icon('close')} ${label(name)}: <bdi>${value}</bdi></a>`,
      )}
      ${filters.length > 1 ? html`<a class="button" href=${addressOf(withoutFilters(state))}>No filters</a>` : nothing}
      ${state.from || state.range !== '90d' ? html`<a class="button" href=${addressOf({ ...state, from: '', to: '', range: '90d' })}>The last 90 days</a>` : nothing}
      ${state.simulated !== 'all' ? html`<a class="button" href=${addressOf({ ...state, simulated: 'all' })}>Real and simulated runs</a>` : nothing}
    </p></section>`;
}

function firstRun(state) {
  return html`<section class="panel nothing" aria-label="No runs yet">
    <h2>No runs yet</h2>
    <p class="quiet">Ask about a company. Its run takes a few seconds, and its figures appear here.</p>
    <p class="choices"><a class="button primary" href=${link(state, { page: 'research' })}>${icon('add')} Start the first run</a></p>
  </section>`;
}
