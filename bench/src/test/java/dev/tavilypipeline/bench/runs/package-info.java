/** Facts of runs that nobody researched, sent as an untidy world sends them, and what must come of them. */
package dev.tavilypipeline.bench.runs;
