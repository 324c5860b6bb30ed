package dev.tavilypipeline.agent.api;

import java.time.Instant;
import java.util.UUID;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.http.ProblemException;

/** What a job is to do, before it has a name and a time. */
@FunctionalInterface
interface JobRequest {

    /**
     * @param client null where clients have no names
     * @throws ProblemException naming the field that is wrong
     */
    ResearchJob toJob(UUID runId, Instant requestedAt, String client);
}
