package dev.tavilypipeline.agent.admission;

import java.time.InstantSource;
import java.util.OptionalInt;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tavilypipeline.agent.admission.AdmissionControl.ProviderLimits;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.ProviderSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;

class AdmissionBeans {

    /** What a development key of Tavily allows. */
    private static final OptionalInt DEVELOPMENT_KEY = OptionalInt.of(100);

    @Produces
    @Singleton
    DailyBudget dailyBudget(AdmissionSettings settings, MeterRegistry metrics) {
        DailyBudget budget = new DailyBudget(settings.dailyBudgetUsd(), InstantSource.system());
        if (budget.isLimited()) {
            Gauge.builder("pipeline.budget.spent.usd", () -> budget.spentUsd().doubleValue()).register(metrics);
            Gauge.builder("pipeline.budget.share.usd", () -> budget.shareUsd().doubleValue()).register(metrics);
        }
        return budget;
    }

    @Produces
    @Singleton
    AdmissionControl admission(AdmissionSettings settings, ProviderSettings providers, DailyBudget budget,
            MeterRegistry metrics) {
        OptionalInt searches = settings.searchesPerMinute().isEmpty() && !providers.simulated()
                ? DEVELOPMENT_KEY
                : settings.searchesPerMinute();
        return new AdmissionControl(budget, call -> {
            Circuit circuit = new Circuit(call.provider(), settings.probeEvery());
            Gauge.builder("pipeline.circuit.open", () -> circuit.reason().isPresent() ? 1 : 0)
                    .tag("provider", call.provider()).register(metrics);
            return new ProviderLimits(circuit, new RateLimit(call.operation().equals(CallDescription.SEARCH)
                    ? searches
                    : settings.modelCallsPerMinute(), Infrastructure.getDefaultWorkerPool()));
        });
    }
}
