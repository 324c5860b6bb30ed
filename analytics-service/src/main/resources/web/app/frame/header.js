import { html, nothing } from 'lit';
import { icon } from '../shared/icons.js';
import { link } from '../shared/state.js';
import { PAGES } from './pages.js';
import { nextTheme } from './theme.js';

/** Name, navigation, and what can be done on every page. */
export function header(app, page) {
  return html`<header class="top"><div class="top-inner">
    <a class="brand" href=${link(app.state, { page: 'health' })}><svg viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6"/><path
      d="M5 16.5h3l2.5-9 3.5 11 2.2-6H19"/></svg><span>Tavily <b>Data Pipeline</b></span></a>
    <nav aria-label="Pages">${PAGES.filter(one => !one.hidden).map(
      one => html`<a href=${link(app.state, { page: one.id })}
      aria-current=${one.id === page.id || (one.id === 'runs' && page.id === 'run') ? 'page' : nothing}>${one.title}</a>`,
    )}</nav>
    <div class="top-actions">
      <button class="icon-button" title="Refresh (r)" aria-label="Refresh" @click=${() => app.refresh()}>${icon('refresh')}</button>
      <button class="icon-button" title="Theme: ${app.themeName} (t)" aria-label="Theme: ${app.themeName}"
        @click=${() => {
          app.themeName = nextTheme();
        }}>${icon('theme')}</button>
      <a class="button primary" href=${link(app.state, { page: 'research' })} aria-label="New research">${icon('add')}<span>New research</span></a>
    </div></div></header>`;
}
