package dev.tavilypipeline.kit.kafka.instance;

/**
 * Another process has joined the consumer group under the name of this one, and has its partitions now. Whoever observes this
 * stops its work on the records of these partitions at once: it starts nothing and publishes nothing more.
 */
public record InstanceNameLost() {
}
