/**
 * What stands in for Amazon Data Firehose where deliveries are tested: it keeps AWS's limits, remembers what it accepted, and
 * meets calls with the faults that it is told to.
 */
package dev.tavilypipeline.localstack.firehose;
