/** What SIGTERM does while clients are connected. */
package dev.tavilypipeline.bench.stopping;
