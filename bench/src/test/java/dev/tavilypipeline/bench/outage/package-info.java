/** Takes away what a packaged service depends on, for longer than any timeout, while work goes on coming in. */
package dev.tavilypipeline.bench.outage;
