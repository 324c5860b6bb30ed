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

/** 26 Nov, 14:05 */
export function minute(instant, zone) {
  if (!instant) return UNKNOWN;
  return format(zone, { ...DAY, ...TIME }).format(new Date(instant));
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
