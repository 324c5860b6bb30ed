// Requests to this service, which passes those about single runs on to the other services.

/** What went wrong, in the words of the problem that the service answered (RFC 9457). */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? (status ? `The service answered ${status}.` : 'The service cannot be reached.'));
    this.status = status;
    this.problem = problem;
  }
}

let csrfToken = null;

/** @returns {authenticated, keys_required}: whether a key is needed, and whether this browser has given one */
export async function session() {
  try {
    const answer = await request('/session');
    csrfToken = answer.csrf_token ?? null;
    return answer;
  } catch (error) {
    if (error.status === 404) return { authenticated: true, keys_required: false };
    throw error;
  }
}

export async function signIn(key) {
  const answer = await request('/session', { method: 'POST', body: { key } });
  csrfToken = answer?.csrf_token ?? csrfToken;
  return session();
}

// carried out even where the page is left at once
export const signOut = () => request('/session', { method: 'DELETE', keepalive: true });

/**
 * A token that another tab has replaced is fetched anew, once.
 *
 * @throws ApiError; an AbortError where the signal said so
 */
export async function request(path, options = {}) {
  try {
    return await send(path, options);
  } catch (error) {
    if (!error.problem?.type?.endsWith('csrf-token-invalid')) throw error;
    await session();
    return send(path, options);
  }
}

async function send(path, { method = 'GET', body, signal, keepalive, headers = {} }) {
  const init = { method, signal, keepalive, headers: { Accept: 'application/json', ...headers } };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (method !== 'GET') {
    if (method === 'POST') init.headers['Content-Type'] = 'application/json';
    if (csrfToken) init.headers['X-CSRF-Token'] = csrfToken;
  }
  let response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0);
  }
  const text = await response.text();
  const json = parse(text);
  if (response.ok) return json;
  if (response.status === 401) window.dispatchEvent(new CustomEvent('signed-out'));
  throw new ApiError(response.status, json);
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
