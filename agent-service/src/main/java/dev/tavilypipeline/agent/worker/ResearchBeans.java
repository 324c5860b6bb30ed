package dev.tavilypipeline.agent.worker;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.agent.call.ProviderSettings;
import dev.tavilypipeline.agent.call.Retries;
import dev.tavilypipeline.agent.call.Timekeeper;
import dev.tavilypipeline.agent.run.CompanyModel;
import dev.tavilypipeline.agent.run.FactLog;
import dev.tavilypipeline.agent.run.Research;
import dev.tavilypipeline.agent.run.Search;

/** Wires the research itself, which knows nothing of the container. */
class ResearchBeans {

    @Produces
    @Singleton
    Research research(Search search, Optional<CompanyModel> model, ProviderSettings providers, Retries retries, FactLog facts,
            Timekeeper time, WorkerSettings settings) {
        return new Research(new Research.Providers(search, model, providers.simulated()), retries, facts, time,
                Generators.timeBasedEpochGenerator()::generate, settings.version());
    }
}
