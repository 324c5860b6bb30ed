/**
 * Tavily and an OpenAI-compatible model as seen over HTTP. A {@link dev.tavilypipeline.localstack.simulator.Provider} knows a
 * provider's shapes, {@link dev.tavilypipeline.localstack.simulator.SeededFaults} draws latency and failures, and
 * {@link dev.tavilypipeline.localstack.simulator.ProviderExchange} answers one request with both.
 */
package dev.tavilypipeline.localstack.simulator;
