/** Facts and envelopes of runs that never happened, to be sent to Kafka. */
package dev.tavilypipeline.bench.facts;
