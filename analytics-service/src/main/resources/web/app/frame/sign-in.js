import { LitElement, html, nothing } from 'lit';
import { signIn } from '../shared/api.js';
import { icon } from '../shared/icons.js';

/** Asks for an API key, which is exchanged for a cookie that scripts cannot read. */
class SignIn extends LitElement {
  static properties = { expired: { type: Boolean }, error: { state: true }, busy: { state: true } };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<form class="panel sign-in" @submit=${this.#submit}>
      <h1>${this.expired ? 'The session is over' : 'An API key is needed'}</h1>
      <p class="quiet">${this.expired ? 'It has ended, the key was changed, or you signed out in another tab. Give a key again.' : 'This installation has API keys (PIPELINE_API_KEYS). The key stays in a cookie that no script can read.'}</p>
      <label class="field"><span>API key</span><input type="password" name="key" required autocomplete="current-password" autofocus></label>
      ${this.error ? html`<p class="field-error" role="alert">${icon('warning')} ${this.error}</p>` : nothing}
      <button class="button primary" ?disabled=${this.busy}>Sign in</button></form>`;
  }

  #submit = async event => {
    event.preventDefault();
    this.busy = true;
    this.error = null;
    try {
      const key = new FormData(event.target).get('key').trim();
      if (!key) throw new Error('Give a key.');
      const session = await signIn(key);
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true, detail: session }));
    } catch (error) {
      this.error = error.status === 401 ? 'This key is not known.' : error.message;
    }
    this.busy = false;
  };
}

customElements.define('sign-in', SignIn);
