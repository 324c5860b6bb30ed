/** Takes a dependency away from a packaged service, under load and for longer than any timeout. */
package dev.tavilypipeline.bench.outage;
