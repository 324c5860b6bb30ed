import { request } from './api.js';

/**
 * An answer of the service that a page shows: nothing yet, the answer, or why there is none. While a newer answer is fetched the
 * older one stays, and is called stale. It does not stay beside the failure of another request than its own.
 */
export class Resource {
  data = null;
  error = null;
  loading = false;
  #host;
  #dataPath = null;
  #abort = null;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.#abort?.abort();
  }

  /** @param fetcher of (path, {signal}), where the answer takes more than one request */
  async load(path, fetcher = request) {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.retry = () => this.load(path, fetcher);
    this.loading = true;
    this.#host.requestUpdate();
    try {
      this.data = await fetcher(path, { signal: abort.signal });
      this.#dataPath = path;
      this.error = null;
    } catch (error) {
      if (abort.signal.aborted) return;
      if (path !== this.#dataPath) this.data = null;
      this.error = error;
    }
    if (abort !== this.#abort) return;
    this.loading = false;
    this.#host.requestUpdate();
  }

  get stale() {
    return this.data !== null && (this.loading || this.error !== null);
  }
}
