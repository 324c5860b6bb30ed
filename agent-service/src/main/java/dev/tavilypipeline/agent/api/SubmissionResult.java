package dev.tavilypipeline.agent.api;

import java.util.UUID;

import dev.tavilypipeline.kit.http.Problem;

/** What became of a job that a client sent. */
sealed interface SubmissionResult {

    /** The job is on Kafka. */
    record Queued(UUID runId) implements SubmissionResult {
    }

    record Rejected(Problem problem) implements SubmissionResult {
    }
}
