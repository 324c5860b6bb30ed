/** Generates facts of runs that never happened, and computes what the services must make of them. */
package dev.tavilypipeline.bench.runs;
