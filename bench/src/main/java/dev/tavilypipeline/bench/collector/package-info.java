/** Measures how fast and at what cost the collector drains a backlog, beside MongoDB's sink connector on the same events. */
package dev.tavilypipeline.bench.collector;
