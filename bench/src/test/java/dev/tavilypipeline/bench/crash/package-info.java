/** Kills services under load, again and again, and compares what they leave with what was sent. */
package dev.tavilypipeline.bench.crash;
