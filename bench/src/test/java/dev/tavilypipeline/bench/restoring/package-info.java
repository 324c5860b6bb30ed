/** Deletes what the services store, and restores it by the procedures of {@code docs/running.md}. */
package dev.tavilypipeline.bench.restoring;
