/** How fast and how cheaply the bridge brings envelopes into Firehose, and what Firehose would bill. */
package dev.tavilypipeline.bench.bridge;
