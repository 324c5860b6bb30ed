// How figures are written. Pure: the same input gives the same text everywhere. What is not known is a dash, never 0.

export const UNKNOWN = '–';
// keeps a number and its unit on one line
const NBSP = '\u00a0';

const isNumber = value => typeof value === 'number' && Number.isFinite(value);

// three significant digits, without the zeros of a whole number
function significant(value) {
  const magnitude = Math.abs(value);
  const digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** 7, 842, 1.24 k, 3.10 M */
export function count(value) {
  if (!isNumber(value)) return UNKNOWN;
  const magnitude = Math.abs(value);
  if (magnitude < 1000) return Number.isInteger(value) ? String(value) : significant(value);
  for (const [size, unit] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ]) {
    // 999 950 is 1.00 M, not 1000 k
    if (magnitude >= size * 0.9995) return significant(value / size) + NBSP + unit;
  }
  return String(value);
}

/** 840 ms, 9.4 s, 2 m 05 s, 3 h 07 m */
export function duration(ms) {
  if (!isNumber(ms)) return UNKNOWN;
  if (Math.round(ms) < 1000) return `${Math.round(ms)}${NBSP}ms`;
  if (Math.round(ms / 100) < 600) return `${(ms / 1000).toFixed(1)}${NBSP}s`;
  const seconds = Math.round(ms / 1000);
  const pad = number => String(number).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${NBSP}m${NBSP}${pad(seconds % 60)}${NBSP}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${pad(minutes % 60)}${NBSP}m`;
}

/** $0.0042 and $0.016 with two digits that tell something, $0.19, $4.76, $1.24 k */
export function money(usd) {
  if (!isNumber(usd)) return UNKNOWN;
  const magnitude = Math.abs(usd);
  const sign = usd < 0 ? '−' : '';
  if (magnitude === 0) return '$0.00';
  if (magnitude < 0.0995) return `${sign}$${Number(magnitude.toPrecision(2)).toFixed(Math.min(8, decimals(magnitude)))}`;
  if (magnitude < 1000) return `${sign}$${magnitude.toFixed(2)}`;
  return `${sign}$${count(magnitude)}`;
}

function decimals(magnitude) {
  return 1 - Math.floor(Math.log10(magnitude));
}

/** An amount on an axis: whole cents have two digits, so that the ticks are as wide as each other. */
export function moneyTick(usd) {
  const cents = usd * 100;
  return usd < 1000 && Math.abs(cents - Math.round(cents)) < 1e-9 ? `$${usd.toFixed(2)}` : money(usd);
}

/** A duration on an axis: without a digit that is always 0. */
export function durationTick(ms) {
  return ms === 0 ? '0' : duration(ms).replace('.0', '');
}

/** 93.2 %; all and none are exact, what is almost all is not rounded up to it */
export function percent(ratio) {
  if (!isNumber(ratio)) return UNKNOWN;
  if (ratio === 1 || ratio === 0) return `${ratio * 100}${NBSP}%`;
  const shown = Math.min(99.9, Math.max(0.1, ratio * 100));
  return `${(ratio > 0 && ratio < 1 ? shown : ratio * 100).toFixed(1)}${NBSP}%`;
}

const WRITERS = { count, duration, money, percent, text: value => value || UNKNOWN };

/** @param kind count, duration, money, percent or text */
export function write(kind, value) {
  return WRITERS[kind](value);
}

/**
 * The change since the previous period, in words.
 *
 * @param better up, down or none: the direction that is an improvement
 * @param before null where the previous period has none
 * @returns {text, tone} with tone better, worse or same; null if there is nothing to compare with
 */
export function change(kind, now, before, better) {
  if (isNumber(now) && before === null) return { text: 'none before', tone: 'same' };
  if (!isNumber(now) || !isNumber(before)) return null;
  const difference = now - before;
  const size =
    kind === 'percent'
      ? `${Math.abs(difference * 100).toFixed(1)}${NBSP}pp`
      : before === 0
        ? null
        : relative(Math.abs(difference / before));
  if (write(kind, now) === write(kind, before)) return { text: 'unchanged', tone: 'same' };
  if (difference === 0 || size === `0.0${NBSP}pp` || size === `0${NBSP}%`) return { text: 'unchanged', tone: 'same' };
  if (size === null) return { text: 'none before', tone: 'same' };
  const arrow = difference > 0 ? '▲' : '▼';
  if (better !== 'up' && better !== 'down') return { text: `${arrow} ${size}`, tone: 'same' };
  const tone = difference > 0 === (better === 'up') ? 'better' : 'worse';
  return { text: `${arrow} ${size}, ${tone}`, tone };
}

function relative(share) {
  if (share >= 10) return `${count(Math.round(share + 1))}×`;
  const percentage = share * 100;
  return `${percentage >= 10 ? Math.round(percentage) : Number(percentage.toFixed(1))}${NBSP}%`;
}

/** "1 run", "12 runs" */
export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** search_overview → Search overview */
export function label(name) {
  if (!name) return UNKNOWN;
  const words = String(name).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ERRORS = {
  no_sources: 'No sources found',
  search_failed: 'A search failed',
  timeout: 'Timeout',
  invalid_response: 'Invalid answer',
  budget_exceeded: 'Budget used up',
  not_reached: 'Not reached',
  circuit_open: 'Provider refuses the account',
  internal: 'Internal error',
  cancelled: 'Cancelled',
  http_429: 'Rate limited (429)',
  http_432: 'Plan limit (432)',
  http_5xx: 'Server error (5xx)',
  http_401: 'Key refused (401)',
};

/** what an error_type means; one that is not known is shown as it is */
export function errorLabel(type) {
  return type ? (ERRORS[type] ?? label(type)) : UNKNOWN;
}
