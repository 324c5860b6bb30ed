/** Small records that unpack to far more than a service's memory. */
package dev.tavilypipeline.bench.bombs;
