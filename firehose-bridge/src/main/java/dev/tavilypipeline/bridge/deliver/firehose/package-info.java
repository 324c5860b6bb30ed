/** Delivers rows to three Firehose streams: retries only failed records, finds rows that Firehose never accepts. */
package dev.tavilypipeline.bridge.deliver.firehose;
