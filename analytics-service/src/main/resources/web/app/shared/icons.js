import { svg, html } from 'lit';

const PATHS = {
  success: svg`<path d="M3.5 8.5l3 3 6-7"/>`,
  partial: svg`<path d="M3 8h10"/>`,
  failed: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  cancelled: svg`<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8l7.6-7.6"/>`,
  abandoned: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.5M8 11v.1"/>`,
  queued: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3l2 1.5"/>`,
  running: svg`<path d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5"/>`,
  cancel_requested: svg`<path d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5"/>`,
  skipped: svg`<path d="M4 4l5 4-5 4M11.5 4v8"/>`,
  pending: svg`<circle cx="8" cy="8" r="2"/>`,
  refresh: svg`<path d="M13 8a5 5 0 1 1-1.5-3.5M13 2.5V5h-2.5"/>`,
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5L14 14"/>`,
  filter: svg`<path d="M2.5 4h11M4.5 8h7M6.5 12h3"/>`,
  table: svg`<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6"/>`,
  chart: svg`<path d="M2.5 13.5h11M4.5 11V8M8 11V4M11.5 11V6"/>`,
  download: svg`<path d="M8 2.5v7M5 7l3 3 3-3M3 13h10"/>`,
  theme: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor"/>`,
  help: svg`<circle cx="8" cy="8" r="5.5"/><path d="M6.4 6.4a1.7 1.7 0 1 1 2.3 1.6c-.5.2-.7.5-.7 1M8 11v.1"/>`,
  add: svg`<path d="M8 3v10M3 8h10"/>`,
  close: svg`<path d="M4.5 4.5l7 7M11.5 4.5l-7 7"/>`,
  warning: svg`<path d="M8 2.5l6 11H2zM8 6.5v3.2M8 11.5v.1"/>`,
  info: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 7.5V11M8 5v.1"/>`,
  external: svg`<path d="M9.5 3H13v3.5M13 3L7.5 8.5M11 9.5V13H3V5h3.5"/>`,
  again: svg`<path d="M3 8a5 5 0 1 0 1.5-3.5M3 2.5V5h2.5"/>`,
  data: svg`<ellipse cx="8" cy="4.2" rx="5" ry="1.9"/><path d="M3 4.2v7.6c0 1 2.2 1.9 5 1.9s5-.9 5-1.9V4.2M3 8c0 1 2.2 1.9 5 1.9S13 9 13 8"/>`,
};

/** A picture beside a word that says the same, so hidden from screen readers. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${PATHS[name]}</svg>`;
}
