package dev.tavilypipeline.localstack.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.tavilypipeline.contract.Topics;

/** Settings of a single small broker that starts quickly. */
final class BrokerConfig {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;
    private static final int MIB = 1024 * 1024;

    private BrokerConfig() {
    }

    /** @param controllerPort any free port; only this broker uses it, and it may change */
    static Map<String, String> of(Path dir, int port, int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("node.id", Integer.toString(NODE_ID));
        config.put("log.dirs", dir.toString());
        config.putAll(network(port, controllerPort));
        config.putAll(singleReplica());
        config.putAll(smallMemory());
        config.putAll(quickStart());
        config.put("auto.create.topics.enable", "false");
        config.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES + RECORD_OVERHEAD_BYTES));
        return config;
    }

    private static Map<String, String> network(int port, int controllerPort) {
        String address = "127.0.0.1:" + controllerPort;
        return Map.of(
                "process.roles", "broker,controller",
                "listeners", "BROKER://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://" + address,
                "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name", "BROKER",
                "controller.listener.names", CONTROLLER_LISTENER,
                "controller.quorum.voters", NODE_ID + "@" + address);
    }

    private static Map<String, String> singleReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "12",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "3");
    }

    private static Map<String, String> smallMemory() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "group.coordinator.threads", "1",
                "share.coordinator.threads", "1",
                // the whole file is memory-mapped for each segment of each partition
                "log.index.size.max.bytes", Integer.toString(MIB),
                "log.cleaner.dedupe.buffer.size", Integer.toString(2 * MIB),
                "log.cleaner.io.buffer.size", Integer.toString(MIB / 4),
                "offsets.load.buffer.size", Integer.toString(MIB),
                "metric.reporters", "");
    }

    private static Map<String, String> quickStart() {
        return Map.of(
                // groups are small and their members start one after the other
                "group.initial.rebalance.delay.ms", "0",
                // after a kill, the controller accepts the restarted broker only when the old session has expired
                "broker.heartbeat.interval.ms", "1000",
                "broker.session.timeout.ms", "3000");
    }
}
