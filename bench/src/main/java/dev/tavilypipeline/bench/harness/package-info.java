/** Starts the packaged services as processes of their own, so that they can be measured, killed and started again. */
package dev.tavilypipeline.bench.harness;
