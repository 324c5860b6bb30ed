/**
 * What stands in for Amazon Data Firehose where deliveries are tested: it keeps AWS's limits, remembers what it accepted, and
 * injects the planned faults.
 */
package dev.tavilypipeline.localstack.firehose;
