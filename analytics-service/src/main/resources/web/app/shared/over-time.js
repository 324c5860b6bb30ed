// What all charts over time have in common. Pure.

import { bucketLabel, bucketTitle } from './time.js';

/**
 * @param buckets those of the answer, in order
 * @param series [{name, column or values, …}]: a column is read from the buckets
 * @returns the model of a chart, without its writers
 */
export function overTime(buckets, meta, zone, series) {
  return {
    labels: buckets.map(bucket => bucketLabel(bucket.start, meta.granularity, zone)),
    titles: buckets.map(bucket => bucketTitle(bucket, meta.granularity, zone)),
    windows: buckets.map(bucket => ({ from: latest(bucket.start, meta.from), to: earliest(bucket.end, meta.to) })),
    partial: buckets.map(bucket => bucket.is_partial),
    series: series.map(one => ({ ...one, values: one.values ?? buckets.map(bucket => bucket[one.column] ?? null) })),
  };
}

// the first and the last bucket may reach beyond the window
const latest = (one, other) => (Date.parse(other) > Date.parse(one) ? other : one);
const earliest = (one, other) => (Date.parse(other) < Date.parse(one) ? other : one);

/** Whether a chart would be empty: no bucket has a value other than 0. */
export function isBlank(buckets, column) {
  return buckets.every(bucket => !bucket[column]);
}
