package dev.tavilypipeline.agent.run;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.tavilypipeline.agent.call.Retries;
import dev.tavilypipeline.agent.call.Timekeeper;
import dev.tavilypipeline.contract.ResearchJob;

/** Takes jobs up. */
public final class Research {

    private final Providers providers;
    private final Retries retries;
    private final FactLog facts;
    private final Timekeeper time;
    private final Supplier<UUID> executionIds;
    private final String agentVersion;

    /** @param executionIds UUIDv7: of two executions the earlier has the smaller id */
    public Research(Providers providers, Retries retries, FactLog facts, Timekeeper time, Supplier<UUID> executionIds,
            String agentVersion) {
        this.providers = providers;
        this.retries = retries;
        this.facts = facts;
        this.time = time;
        this.executionIds = executionIds;
        this.agentVersion = agentVersion;
    }

    public Execution takeUp(ResearchJob job) {
        Journal journal = new Journal(facts, job, executionIds.get(), time);
        return new Execution(job, providers, retries, time, journal, agentVersion);
    }

    /** @param simulated whether they are the simulator, all of them */
    public record Providers(Search search, Optional<CompanyModel> model, boolean simulated) {
    }
}
