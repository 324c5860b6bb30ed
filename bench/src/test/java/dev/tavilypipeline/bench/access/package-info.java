/** Who may call the packaged services. */
package dev.tavilypipeline.bench.access;
