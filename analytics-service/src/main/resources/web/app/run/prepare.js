// From a run to what is drawn. Pure.

import { ACTIVE } from '../shared/state.js';

const STEP_ORDER = ['search_overview', 'search_competitors', 'summarize'];

export const isActive = run => ACTIVE.includes(run.status);

/** Whether a run has found anything: one that failed has a result of nulls. */
export const hasResult = ({ result }) => Boolean(result && (result.overview || result.competitors || result.sources?.length));

/**
 * When each step and call was at work, as shares of the whole.
 *
 * @param now for what has not ended
 * @returns {totalMs, ticks: [ms], rows: [{step, ms, bar, calls: [{call, bar}]}]}; a bar is {left, width}, null where nothing is
 *   known; ms is what the step took, or has taken so far
 */
export function waterfall(run, now) {
  const calls = run.calls ?? [];
  const spans = [
    ...(run.steps ?? []).map(step => span(step.started_at, step.latency_ms, now)),
    ...calls.map(call => span(call.called_at, call.latency_ms, now)),
  ].filter(Boolean);
  const start = Math.min(...spans.map(one => one.start), Date.parse(run.started_at ?? '') || Infinity);
  const end = Math.max(...spans.map(one => one.end), start + 1);
  const total = Number.isFinite(start) ? end - start : 0;
  const bar = one =>
    one && total ? { left: (one.start - start) / total, width: Math.max(0.004, (one.end - one.start) / total) } : null;
  const rows = STEP_ORDER.map(name => {
    const step = (run.steps ?? []).find(one => one.step_name === name) ?? { step_name: name, status: null };
    const isOpen = isActive(run) && (!step.status || step.status === 'running') && Boolean(step.started_at);
    return {
      step: { ...step, status: step.status ?? (isOpen ? 'running' : isActive(run) ? 'pending' : 'skipped') },
      ms: step.latency_ms ?? (isOpen ? Math.max(0, now - Date.parse(step.started_at)) : null),
      bar: bar(span(step.started_at, step.latency_ms, isOpen ? now : null)),
      calls: calls
        .filter(call => call.step_name === name)
        .sort((a, b) => Date.parse(a.called_at) - Date.parse(b.called_at))
        .map(call => ({ call, bar: bar(span(call.called_at, call.latency_ms, null)) })),
    };
  });
  return { totalMs: total, ticks: ticks(total), rows };
}

function span(start, latency, now) {
  if (!start) return null;
  const from = Date.parse(start);
  if (latency !== null && latency !== undefined) return { start: from, end: from + latency };
  return now ? { start: from, end: Math.max(now, from) } : null;
}

/** Up to six round times from 0. */
export function ticks(totalMs) {
  if (totalMs <= 0) return [];
  const rough = totalMs / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * magnitude).find(size => size >= rough);
  return Array.from({ length: Math.floor(totalMs / step) + 1 }, (_, index) => index * step);
}

/** @returns the pieces of a text: strings, and {number} for each citation such as [3] of a source that there is */
export function citations(text, sources) {
  const known = new Set(sources.map(source => source.number));
  return text
    .split(/(\[\d{1,3}\])/)
    .filter(Boolean)
    .map(piece => {
      const number = /^\[\d+\]$/.test(piece) ? Number(piece.slice(1, -1)) : null;
      return known.has(number) ? { number } : piece;
    });
}

/** @returns the address of a source where it is one that a browser may open, else null */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

export function host(address) {
  try {
    return new URL(address).hostname.replace(/^www\./, '');
  } catch {
    return '';
  }
}
