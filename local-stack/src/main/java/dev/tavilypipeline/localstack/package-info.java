/**
 * Kafka, MongoDB's protocol and the provider simulator in one process: what the pipeline needs on a machine with nothing but
 * a JDK, and what its tests run against.
 */
package dev.tavilypipeline.localstack;
