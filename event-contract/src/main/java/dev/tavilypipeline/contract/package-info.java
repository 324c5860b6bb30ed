/**
 * The records that the services exchange through Kafka, one per message, as JSON in {@code snake_case}. Times are UTC instants
 * in ISO-8601, durations are milliseconds, and money is US dollars. Readers ignore unknown fields and refuse a record without a
 * required field.
 */
package dev.tavilypipeline.contract;
