/** The trace of a run, as a receiver of OTLP gets it from the packaged services. */
package dev.tavilypipeline.bench.tracing;
