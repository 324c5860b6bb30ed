/** Facts of runs that nobody researched, for Kafka. */
package dev.tavilypipeline.bench.facts;
