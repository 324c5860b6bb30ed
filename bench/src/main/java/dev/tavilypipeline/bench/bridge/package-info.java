/** Measures how fast and at what cost the bridge delivers envelopes to Firehose, and what Firehose would bill. */
package dev.tavilypipeline.bench.bridge;
