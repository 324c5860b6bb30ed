// Instants as people read them. Pure, given the time zone.

import { UNKNOWN } from './format.js';

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }));
  return formats.get(key);
}

const DAY = { day: 'numeric', month: 'short' };
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** 26 Nov, 14:05:09 */
export function moment(instant, zone) {
  if (!instant) return UNKNOWN;
  return format(zone, { ...DAY, ...TIME, second: '2-digit' }).format(new Date(instant));
}

/** 26 Nov, 14:05; with its year if that is not this one */
export function minute(instant, zone, now = Date.now()) {
  if (!instant) return UNKNOWN;
  const date = new Date(instant);
  const year = format(zone, { year: 'numeric' });
  return format(zone, { ...DAY, ...(year.format(date) === year.format(now) ? {} : { year: 'numeric' }), ...TIME }).format(date);
}

/** 14:05:09 */
export function clock(instant, zone) {
  if (!instant) return UNKNOWN;
  return format(zone, { ...TIME, second: '2-digit' }).format(new Date(instant));
}

/** The label of a bucket on an axis. */
export function bucketLabel(start, granularity, zone) {
  const date = new Date(start);
  if (granularity === 'minute' || granularity === 'hour') return format(zone, TIME).format(date);
  if (granularity === 'month') return format(zone, { month: 'short', year: '2-digit' }).format(date);
  return format(zone, DAY).format(date);
}

/** The whole bucket in words, such as "Thu 26 Nov, 14:00 to 15:00". */
export function bucketTitle(bucket, granularity, zone) {
  const start = new Date(bucket.start);
  const day = format(zone, { weekday: 'short', ...DAY }).format(start);
  if (granularity === 'minute' || granularity === 'hour') {
    return `${day}, ${format(zone, TIME).format(start)} to ${format(zone, TIME).format(new Date(bucket.end))}`;
  }
  if (granularity === 'day') return day;
  if (granularity === 'month') return format(zone, { month: 'long', year: 'numeric' }).format(start);
  return `${day} to ${format(zone, DAY).format(new Date(new Date(bucket.end) - 1))}`;
}

/** 2026-11-26T14:05, as fields for a time have it */
export function wallTime(instant, zone) {
  const parts = Object.fromEntries(
    format(zone, { year: 'numeric', month: '2-digit', day: '2-digit', ...TIME }).formatToParts(new Date(instant)).map(part => [part.type, part.value]),
  );
  return `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The instant at which clocks of a zone show a wall time: the first of two where they are set back, and as long after midnight
 * where they skip it.
 *
 * @returns a date, invalid for a text that is no wall time
 */
export function instantOf(wall, zone) {
  const asUtc = new Date(`${wall}Z`);
  if (Number.isNaN(asUtc.getTime())) return asUtc;
  const offset = instant => new Date(`${wallTime(instant, zone)}Z`) - Math.floor(instant / 60000) * 60000;
  const day = 86_400_000;
  // no zone changes its clocks twice within two days
  const candidates = [offset(asUtc - day), offset(+asUtc + day)].map(ms => new Date(asUtc - ms)).sort((a, b) => a - b);
  return candidates.find(candidate => +candidate === asUtc - offset(+candidate)) ?? candidates[1];
}

/** "just now", "4 min ago", "3 h ago", "2 d ago" */
export function ago(instant, now) {
  if (!instant) return UNKNOWN;
  const seconds = Math.max(0, Math.round((now - new Date(instant)) / 1000));
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} d ago`;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 14:00–15:00 */
export function hourSpan(hour) {
  if (hour === null || hour === undefined) return UNKNOWN;
  const pad = number => String(number).padStart(2, '0');
  return `${pad(hour)}:00–${pad((hour + 1) % 24)}:00`;
}
