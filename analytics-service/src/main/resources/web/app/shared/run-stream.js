// Follows runs by server-sent events. A browser opens only six connections to one origin, so at most four are streams.

import { request } from './api.js';
import { ACTIVE } from './state.js';

const AT_ONCE = 4;
const INITIAL_RETRY_MS = 1000;
const MAX_RETRY_MS = 10_000;
const LOOK_MS = 300;
const LOOKS = 20;
const NEWEST = 200;
const LIST_MS = 3000;

const waiting = [];
let open = 0;
let listing = null;

/**
 * @param isNew whether the run was submitted a moment ago, and may not be visible yet
 * @param tell called with the run at each change of it: {ended: true} with the last one, {lost: true} while there is no
 *   connection, which is tried again until there is one; the run is null where nothing of it is known yet
 * @returns a function that stops it
 */
export function follow(id, tell, isNew = false) {
  const stream = { id, tell, isNew, source: null, timer: null, tries: 0, stopped: false };
  waiting.push(stream);
  next();
  return () => stop(stream);
}

function next() {
  while (open < AT_ONCE && waiting.length > 0) {
    open++;
    const stream = waiting.shift();
    if (stream.isNew) look(stream, LOOKS);
    else connect(stream);
  }
  if (waiting.length > 0) listing ??= setTimeout(list, LIST_MS);
}

// those without a stream are asked for together, now and then
async function list() {
  const answer = await request(`/runs?limit=${NEWEST}`).catch(() => null);
  const listed = new Map((answer?.runs ?? []).map(run => [run.run_id, run]));
  for (const stream of [...waiting]) {
    const run = listed.get(stream.id);
    if (!run) continue;
    if (ACTIVE.includes(run.status)) stream.tell(run, { ended: false, lost: false });
    else await finish(stream);
  }
  listing = waiting.length > 0 ? setTimeout(list, LIST_MS) : null;
}

async function finish(stream) {
  const run = await request(`/research/${encodeURIComponent(stream.id)}`).catch(() => null);
  if (stream.stopped || !run) return;
  stop(stream);
  stream.tell(run, { ended: true, lost: false });
}

// a stream of a run that is not visible yet would be an error; the list of the newest runs is not
async function look(stream, looks) {
  const list = await request(`/runs?limit=${NEWEST}`).catch(() => null);
  if (stream.stopped) return;
  if (looks === 0 || list?.runs.some(run => run.run_id === stream.id)) connect(stream);
  else stream.timer = setTimeout(() => look(stream, looks - 1), LOOK_MS);
}

function connect(stream) {
  const source = (stream.source = new EventSource(`/research/${encodeURIComponent(stream.id)}/events`));
  source.addEventListener('run', event => {
    stream.tries = 0;
    stream.run = JSON.parse(event.data);
    stream.tell(stream.run, { ended: false, lost: false });
  });
  source.addEventListener('done', () => {
    stop(stream);
    if (stream.run) stream.tell(stream.run, { ended: true, lost: false });
  });
  source.onerror = () => {
    stream.tell(stream.run ?? null, { ended: false, lost: true });
    // the browser connects again by itself, unless the answer was an error
    if (source.readyState !== EventSource.CLOSED) return;
    stream.timer = setTimeout(() => connect(stream), Math.min(MAX_RETRY_MS, INITIAL_RETRY_MS * 2 ** stream.tries++));
  };
}

function stop(stream) {
  if (stream.stopped) return;
  stream.stopped = true;
  clearTimeout(stream.timer);
  const place = waiting.indexOf(stream);
  if (place >= 0) {
    waiting.splice(place, 1);
    return;
  }
  stream.source?.close();
  open--;
  next();
}
