import { LitElement, html } from 'lit';
import { PAGES } from './pages.js';

/** The keys. */
class HelpDialog extends LitElement {
  createRenderRoot() {
    return this;
  }

  open() {
    this.querySelector('dialog').showModal();
  }

  render() {
    const keys = [
      ...PAGES.filter(page => page.key).map(page => [page.key, page.title]),
      ['/', 'Search a company'],
      ['r', 'Refresh'],
      ['t', 'Theme'],
      ['?', 'This list'],
      ['Esc', 'Leave a field'],
    ];
    return html`<dialog class="dialog" aria-label="Keys" @click=${event => {
      if (event.target.matches('dialog')) event.target.close();
    }}>
      <form method="dialog"><h2>Keys</h2>
        <dl class="keys">${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
        <p class="quiet">Drag over a chart to zoom all charts to that time. The address holds all you have chosen: send it to others.</p>
        <button class="button">Close</button></form></dialog>`;
  }
}

customElements.define('help-dialog', HelpDialog);
