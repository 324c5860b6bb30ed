/**
 * Tavily and an OpenAI-compatible model as seen over HTTP. A {@link dev.tavilypipeline.localstack.simulator.Provider} knows a
 * provider's shapes, {@link dev.tavilypipeline.localstack.simulator.Chance} decides what goes wrong and how long it takes, and
 * {@link dev.tavilypipeline.localstack.simulator.ProviderExchange} brings the two together for one request.
 */
package dev.tavilypipeline.localstack.simulator;
