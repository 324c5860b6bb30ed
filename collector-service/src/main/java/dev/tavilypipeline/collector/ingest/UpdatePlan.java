package dev.tavilypipeline.collector.ingest;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunUpdate;

/**
 * What has to be done for a batch of facts.
 *
 * @param pending runs without new facts that another replica stored and did not publish
 * @param overflow records whose facts do not fit into their runs
 */
record UpdatePlan(List<RunUpdate> updates, List<RunState> pending, List<ConsumerRecord<byte[], byte[]>> overflow) {
}
