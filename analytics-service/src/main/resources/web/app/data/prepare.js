// From the answer of /kpis/completeness to what is drawn. Pure.

import { plural } from '../shared/format.js';

export const RANGES = { '24h': '24 h', '7d': '7 d', '30d': '30 d' };
const LONGEST_MS = 31 * 86_400_000;

/** The window of the other pages where the ledger answers for it: for at most 31 days. */
export function windowQuery({ from, to, range }) {
  if (from && Date.parse(to) - Date.parse(from) <= LONGEST_MS) return new URLSearchParams({ from, to }).toString();
  return `range=${!from && Object.hasOwn(RANGES, range) ? range : '30d'}`;
}

export const GAP_KINDS = {
  missing: 'Missing',
  behind: 'Older revision',
  other_counts: 'Other counts',
  unexpected: 'Not in the ledger',
};

export function figures({ completeness, dead_letters: deadLetters }) {
  // null where the collector could not say
  const waiting = deadLetters && Object.values(deadLetters).reduce((sum, number) => sum + number, 0);
  const wrong = completeness.missing + completeness.behind + completeness.other_counts;
  return [
    {
      id: 'completeness.whole',
      title: 'In the warehouse',
      kind: 'count',
      value: completeness.whole,
      note: `of ${plural(completeness.emitted, 'run')} emitted`,
      help: 'Runs that are there as they were emitted',
    },
    {
      id: 'completeness.missing',
      title: 'Missing or outdated',
      kind: 'count',
      value: wrong,
      note: wrong > 0 ? `${plural(completeness.missing, 'run')} missing` : unexpectedNote(completeness) || 'nothing is missing',
      help: 'Runs that are not there, or not as they were emitted',
    },
    {
      id: 'completeness.within_allowance',
      title: 'On the way',
      kind: 'count',
      value: completeness.within_allowance + completeness.due,
      note: completeness.active ? `${plural(completeness.active, 'run')} still running` : '',
      help: 'Emitted a moment ago, or about to be',
    },
    {
      id: 'dead_letters',
      title: 'Dead letters',
      kind: 'count',
      value: waiting,
      note: waiting === null ? 'not known' : waiting === 0 ? 'none waits' : 'wait to be sent again',
      help: 'Records that could not be read, and wait',
    },
  ];
}

/** Hours with what each has, newest first. */
export function hours(answer) {
  return [...answer.hours].sort((a, b) => b.hour.localeCompare(a.hour));
}

const are = number => `${plural(number, 'run')} ${number === 1 ? 'is' : 'are'}`;
const unexpectedNote = ({ unexpected }) => (unexpected > 0 ? `${plural(unexpected, 'run')} not in the ledger` : '');

export function verdict({ completeness }) {
  if (completeness.complete) return { tone: 'ok', text: 'Every run that was emitted is in the warehouse.' };
  const wrong = completeness.missing + completeness.behind + completeness.other_counts;
  const { unexpected } = completeness;
  const sentences = [];
  if (wrong > 0) sentences.push(`${are(wrong)} not as emitted. A replay of the window sends them again.`);
  if (unexpected > 0)
    sentences.push(`${are(unexpected)} in the warehouse, but not in the ledger of the collector. A replay does not change that.`);
  return sentences.length > 0
    ? { tone: 'fail', text: sentences.join(' ') }
    : { tone: 'ok', text: 'Nothing is missing; some runs are on their way.' };
}
