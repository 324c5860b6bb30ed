/** What the agent takes for a run and for a request. */
package dev.tavilypipeline.bench.agent;
