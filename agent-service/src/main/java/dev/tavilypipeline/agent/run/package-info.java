/**
 * A run: three steps, what they find and what becomes of it. Knows neither HTTP nor Kafka; what it needs of the world is
 * behind {@link dev.tavilypipeline.agent.run.Search}, {@link dev.tavilypipeline.agent.run.SummaryModel} and
 * {@link dev.tavilypipeline.agent.run.RunEventPublisher}.
 */
package dev.tavilypipeline.agent.run;
