// Follows runs by server-sent events. A browser opens only six connections to one origin, so at most four are streams.

import { request } from './api.js';

const AT_ONCE = 4;
const RETRY_MS = 1000;
const TRIES = 30;
const LOOK_MS = 300;
const LOOKS = 20;
const NEWEST = 200;

const waiting = [];
let open = 0;

/**
 * @param isNew whether the run was submitted a moment ago, and may not be visible yet
 * @param tell called with the run at each change of it, and {ended: true} with the last one
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
    stream.tell(stream.run, { ended: false });
  });
  source.addEventListener('done', () => {
    stop(stream);
    if (stream.run) stream.tell(stream.run, { ended: true });
  });
  source.onerror = () => {
    // the browser connects again by itself, unless the answer was an error: a run that is not visible yet
    if (source.readyState !== EventSource.CLOSED) return;
    if (++stream.tries > TRIES) stop(stream);
    else stream.timer = setTimeout(() => connect(stream), RETRY_MS);
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
