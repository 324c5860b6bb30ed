/** Starts the packaged services as processes, so that they can be measured, killed and restarted. */
package dev.tavilypipeline.bench.harness;
