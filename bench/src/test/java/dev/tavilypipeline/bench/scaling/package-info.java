/** Replicas that join and leave under load. */
package dev.tavilypipeline.bench.scaling;
