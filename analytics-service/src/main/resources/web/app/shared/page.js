import { LitElement } from 'lit';
import { addressOf, kpiQuery, link } from './state.js';

/**
 * A page of the UI. It is drawn into the document itself, so that one style sheet and one outline serve all of it. The app sets
 * what the address says, and raises the tick whenever figures are to be fetched again.
 */
export class Page extends LitElement {
  static properties = { state: { attribute: false }, zone: {}, tick: { type: Number } };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('state') || changed.has('tick') || changed.has('zone')) this.load();
  }

  /** Starts the requests of the page. */
  load() {}

  /** @returns the address of a resource of KPIs in the window and with the filters of the page */
  kpis(path, extra) {
    return `/kpis/${path}?${kpiQuery(this.state, this.zone, extra)}`;
  }

  csv(path, table) {
    return this.kpis(path, { format: 'csv', table });
  }

  link(changes) {
    return link(this.state, changes);
  }

  /** Tells the app where to go. */
  go(changes, replace = false) {
    this.dispatchEvent(
      new CustomEvent('navigate', { bubbles: true, detail: { to: addressOf({ ...this.state, ...changes }), replace } }),
    );
  }

  /** Tells the app how the answer came about: its source, its age, its warnings. */
  tellMeta(meta) {
    this.dispatchEvent(new CustomEvent('meta', { bubbles: true, detail: meta }));
  }

  get compared() {
    return this.state.compare === 'previous';
  }
}
