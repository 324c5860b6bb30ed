/** Rows into three Firehose streams: only what failed is sent again, and what can never be taken is found and handed back. */
package dev.tavilypipeline.bridge.deliver.firehose;
