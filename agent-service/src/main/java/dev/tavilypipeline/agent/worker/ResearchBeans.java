package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.agent.call.Caller;
import dev.tavilypipeline.agent.call.ProviderSettings;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.run.ExecutionContext;
import dev.tavilypipeline.agent.run.RunEventPublisher;
import dev.tavilypipeline.agent.run.Search;
import dev.tavilypipeline.agent.run.SearchCache;
import dev.tavilypipeline.agent.run.SummaryModel;
import dev.tavilypipeline.kit.tracing.Tracing;

/** Wires the research itself, which knows nothing of the container. */
class ResearchBeans {

    @Produces
    @Singleton
    ExecutionContext executionContext(Search search, Optional<SummaryModel> model, ProviderSettings providers, Caller caller,
            RunEventPublisher publisher, TimeSource time, WorkerSettings settings, Tracing tracing) {
        return new ExecutionContext(new ExecutionContext.Providers(search, model, providers.simulated()), caller,
                new SearchCache(settings.searchCache() ? settings.searchCacheTtl() : Duration.ZERO, settings.searchCacheSize()),
                publisher, time,
                Generators.timeBasedEpochGenerator()::generate, settings.version(), tracing);
    }
}
