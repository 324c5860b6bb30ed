/** Kills packaged services under load, and proves that nothing is lost. */
package dev.tavilypipeline.bench.crash;
