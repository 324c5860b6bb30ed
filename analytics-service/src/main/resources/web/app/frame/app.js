import { LitElement, html, nothing } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { session, signOut } from '../shared/api.js';
import { icon } from '../shared/icons.js';
import { addressOf, link, parseState } from '../shared/state.js';
import { header } from './header.js';
import { PAGES, pageOf } from './pages.js';
import { applyTheme, nextTheme, theme } from './theme.js';
import { sourceLine } from './source-line.js';
import './filter-bar.js';
import './sign-in.js';
import './help-dialog.js';

const REFRESH_MS = 60_000;

/** The frame of all pages: navigation, filters, age of the data, keys, and the address, which holds all state. */
class PipelineApp extends LitElement {
  static properties = {
    state: { state: true },
    tick: { state: true },
    meta: { state: true },
    session: { state: true },
    loaded: { state: true },
    failed: { state: true },
    themeName: { state: true },
    now: { state: true },
    leaving: { state: true },
  };

  #refreshedAt = 0;

  constructor() {
    super();
    this.state = parseState(location.search);
    this.tick = 0;
    this.meta = null;
    this.session = null;
    this.loaded = new Set();
    this.failed = null;
    this.themeName = theme();
    this.now = Date.now();
    applyTheme();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('popstate', () => this.#arrive());
    window.addEventListener('keydown', event => this.#onKey(event));
    window.addEventListener('signed-out', () => this.#signedOut());
    document.addEventListener('click', event => this.#onClick(event));
    document.addEventListener('visibilitychange', () => this.#refreshIfDue());
    this.addEventListener('navigate', event => this.#go(event.detail.to, event.detail.replace));
    this.addEventListener('meta', event => {
      this.meta = event.detail;
      this.now = Date.now();
    });
    this.addEventListener('zoom', event => this.#go(addressOf({ ...this.state, ...event.detail, cursor: '' })));
    this.addEventListener('signed-in', event => {
      this.session = event.detail;
      this.refresh();
    });
    setInterval(() => this.#refreshIfDue(), 5_000);
    this.#open();
    session().then(
      answer => (this.session = answer),
      () => (this.session = { authenticated: true, keys_required: false }),
    );
  }

  // a page in the background asks for nothing
  #refreshIfDue() {
    if (document.hidden) return;
    if (this.session?.keys_required && !this.session.authenticated) {
      this.#lookForSession();
      return;
    }
    this.now = Date.now();
    if (this.now - this.#refreshedAt >= REFRESH_MS) this.refresh();
  }

  // another tab may have signed in
  async #lookForSession() {
    const answer = await session().catch(() => null);
    if (!answer?.authenticated) return;
    this.session = answer;
    this.refresh();
  }

  /** Has the page fetch its figures again. */
  refresh() {
    this.#refreshedAt = Date.now();
    this.tick++;
  }

  #leave = async () => {
    const before = this.session;
    this.leaving = null;
    // the page is gone before the session is, so that it asks for nothing without one
    this.session = { ...before, authenticated: false };
    try {
      await signOut();
      this.session = await session();
    } catch (error) {
      this.session = before;
      this.leaving = `You are still signed in. ${error.message}`;
    }
  };

  #signedOut() {
    if (this.session && !this.session.keys_required) return;
    // of the answers to a page that was open, only the first finds it signed in
    const expired = Boolean(this.session?.expired || this.session?.authenticated);
    this.session = { ...this.session, authenticated: false, keys_required: true, expired };
  }

  // links inside of the app do not load the document again
  #onClick(event) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.target.closest?.('a[href]');
    if (!anchor || anchor.target || anchor.hasAttribute('download')) return;
    const url = new URL(anchor.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || url.hash) return;
    event.preventDefault();
    this.#go(url.search || './');
  }

  #go(to, replace = false) {
    const samePage = parseState(to === './' ? '' : to).page === this.state.page;
    history[replace ? 'replaceState' : 'pushState'](null, '', to);
    this.#arrive();
    if (samePage) return;
    window.scrollTo(0, 0);
    this.querySelector('main').focus({ preventScroll: true });
  }

  #arrive() {
    const before = this.state.page;
    const state = parseState(location.search);
    // a jump within the page
    if (addressOf(state) === addressOf(this.state)) return;
    this.state = state;
    if (before !== this.state.page) this.meta = null;
    this.#open();
  }

  async #open() {
    this.#refreshedAt = Date.now();
    const page = pageOf(this.state.page);
    document.title = `${page.title} · Tavily Data Pipeline`;
    if (this.loaded.has(page.id)) return;
    try {
      await page.load();
      this.loaded = new Set([...this.loaded, page.id]);
      this.failed = null;
    } catch {
      this.failed = page.id;
    }
  }

  #onKey(event) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const field = event.target.closest?.('input:not([type=checkbox]), select, textarea');
    if (field) {
      if (event.key === 'Escape') field.blur();
      return;
    }
    if (document.querySelector('dialog[open]')) return;
    const page = PAGES.find(one => one.key === event.key);
    if (page) this.#go(link(this.state, { page: page.id }));
    else if (event.key === 'r') this.refresh();
    else if (event.key === 't') this.themeName = nextTheme();
    else if (event.key === '?') this.querySelector('help-dialog').open();
    else if (event.key === '/') this.querySelector('[data-search]')?.focus();
    else return;
    event.preventDefault();
  }

  get zone() {
    return this.state.tz || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  }

  render() {
    const page = pageOf(this.state.page);
    const locked = this.session && this.session.keys_required && !this.session.authenticated;
    return html`
      <a class="skip" href="#main" @click=${event => {
        event.preventDefault();
        this.querySelector('main').focus();
      }}>Skip to the figures</a>
      ${header(this, page)}
      ${sourceLine(this.meta, this.zone, this.now, page.isLive)}
      <main id="main" tabindex="-1">
        ${
          locked
            ? html`<sign-in .expired=${this.session.expired ?? false}></sign-in>`
            : html`
          ${page.filters ? html`<filter-bar .state=${this.state} .zone=${this.zone} .page=${page.id}></filter-bar>` : nothing}
          ${this.#page(page)}`
        }
      </main>
      <footer class="foot"><span class="quiet">Tavily Data Pipeline</span>
        ${this.leaving ? html`<span class="bad" role="alert">${this.leaving}</span>` : nothing}
        <span class="foot-links">${this.session?.keys_required && this.session.authenticated ? html`<button class="link" @click=${this.#leave}>Sign out</button>` : nothing}
          <a href="/q/swagger-ui" target="_blank" rel="noopener">API</a>
          <button class="link" @click=${() => this.querySelector('help-dialog').open()}>Keys</button></span></footer>
      <help-dialog></help-dialog>`;
  }

  #page(page) {
    if (this.failed === page.id) {
      return html`<div class="panel failure" role="alert">${icon('warning')}<span>This page could not be loaded.</span>
        <button class="button small" @click=${() => this.#open()}>Try again</button></div>`;
    }
    // the session is asked for while the page is loaded: before both are known, nothing is fetched
    if (!this.session || !this.loaded.has(page.id)) return html`<div class="page-placeholder" aria-busy="true"></div>`;
    const tag = unsafeStatic(`${page.id}-page`);
    return staticHtml`<${tag} class="page" .state=${this.state} .zone=${this.zone} .tick=${this.tick}></${tag}>`;
  }
}

customElements.define('pipeline-app', PipelineApp);
