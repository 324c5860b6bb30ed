// What the address says: the page, its window, its filters. Only what differs from the default is written there. Pure.

export const RANGES = { '24h': '24 h', '7d': '7 d', '30d': '30 d', '90d': '90 d' };
export const STATUSES = ['success', 'partial', 'failed', 'cancelled', 'abandoned'];
export const ACTIVE = ['queued', 'running', 'cancel_requested'];
export const STEPS = ['search_overview', 'search_competitors', 'summarize'];
const KNOWN = { status: [...STATUSES, ...ACTIVE], step: STEPS };
export const FILTERS = ['company', 'industry', 'status', 'step', 'provider'];

const SIMULATED = ['', 'true', 'false', 'all'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DATED = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
const HOURS = { '24h': 24, '7d': 168, '30d': 720, '90d': 2160 };
const SINGLE = {
  page: 'health',
  range: '7d',
  from: '',
  to: '',
  compare: 'previous',
  tz: '',
  simulated: '',
  id: '',
  error_type: '',
  failed_step: '',
  cursor: '',
};

/** @returns the state of an address; what it does not say has its default */
export function parseState(search) {
  const params = new URLSearchParams(search);
  const state = {};
  for (const [name, byDefault] of Object.entries(SINGLE)) state[name] = params.get(name) ?? byDefault;
  for (const name of FILTERS) {
    state[name] = [...new Set(params.getAll(name))].filter(value => value && (KNOWN[name]?.includes(value) ?? true));
  }
  if (!STEPS.includes(state.failed_step)) state.failed_step = SINGLE.failed_step;
  if (!Object.hasOwn(RANGES, state.range)) state.range = SINGLE.range;
  if (!SIMULATED.includes(state.simulated)) state.simulated = SINGLE.simulated;
  if (state.compare !== 'none') state.compare = SINGLE.compare;
  state.tz = zoneOf(state.tz);
  state.from = instant(state.from);
  state.to = instant(state.to);
  if (!(Date.parse(state.from) < Date.parse(state.to))) state.from = state.to = '';
  return state;
}

/** @returns a date, or a time with its zone, as /kpis takes it; empty for anything else */
function instant(text) {
  if (INSTANT.test(text)) return Number.isNaN(Date.parse(text)) ? '' : text;
  const time = DATED.test(text) ? new Date(text) : new Date(NaN);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().replace('.000Z', 'Z');
}

/** @returns the name as the time zone database spells it; empty for an offset and for what is no zone */
function zoneOf(name) {
  try {
    if (!name || /^[+-]/.test(name)) return '';
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known.toLowerCase() === name.toLowerCase() ? known : /^[A-Z]/.test(name) ? name : '';
  } catch {
    return '';
  }
}

/** @returns the address of a state, such as ?page=cost&range=30d, or ./ for the first page as it comes */
export function addressOf(state) {
  const params = new URLSearchParams();
  for (const [name, byDefault] of Object.entries(SINGLE)) {
    if (state[name] && state[name] !== byDefault && !(name === 'range' && state.from)) params.set(name, state[name]);
  }
  for (const name of FILTERS) for (const value of state[name] ?? []) params.append(name, value);
  const search = params.toString();
  return search ? `?${search}` : './';
}

/** The place in the list of runs, which a run's page keeps for the way back. */
export function placeInRuns({ error_type, failed_step, cursor }) {
  return { error_type, failed_step, cursor };
}

/** What a link keeps of the state: window, zone and filters, and nothing that belongs to one page. */
export function link(state, changes) {
  return addressOf({ ...state, id: '', error_type: '', failed_step: '', cursor: '', ...changes });
}

export function hasFilters(state) {
  return FILTERS.some(name => state[name].length > 0) || Boolean(state.error_type || state.failed_step);
}

export function withoutFilters(state) {
  return { ...state, ...Object.fromEntries(FILTERS.map(name => [name, []])), error_type: '', failed_step: '', cursor: '' };
}

/**
 * @param extra further parameters: a value or a list of values by name
 * @returns the query of /kpis for a state
 */
export function kpiQuery(state, zone, extra = {}) {
  const params = new URLSearchParams();
  if (state.from) {
    params.set('from', state.from);
    params.set('to', state.to);
  } else {
    params.set('range', state.range);
  }
  if (state.compare === 'previous') params.set('compare', 'previous');
  params.set('tz', zone);
  if (state.simulated) params.set('simulated', state.simulated);
  for (const name of FILTERS) for (const value of state[name]) params.append(name, value);
  for (const [name, values] of Object.entries(extra)) for (const value of [values].flat()) params.append(name, value);
  return params.toString();
}

/** @returns the start and end of the window; a range ends with the minute that has not ended yet */
export function windowOf(state, now) {
  if (state.from) return { from: new Date(state.from), to: new Date(state.to) };
  const to = new Date(Math.ceil(now / 60000) * 60000);
  return { from: new Date(to - HOURS[state.range] * 3600000), to };
}

/** @returns the query of the collector's /runs, which knows one value of each filter */
export function runsQuery(state, now, limit = 50) {
  const { from, to } = windowOf(state, now);
  const params = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), limit: String(limit) });
  for (const name of FILTERS) if (state[name][0]) params.set(name, state[name][0]);
  for (const name of ['error_type', 'failed_step']) if (state[name]) params.set(name, state[name]);
  if (state.simulated === 'true' || state.simulated === 'false') params.set('simulated', state.simulated);
  if (state.cursor) params.set('cursor', state.cursor);
  return params.toString();
}
