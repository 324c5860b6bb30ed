/** Replicas that were given the same name by mistake. */
package dev.tavilypipeline.bench.instances;
