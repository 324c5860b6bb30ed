package dev.tavilypipeline.localstack.simulator;

/** A valid request to a provider. */
interface ParsedRequest {

    /** Requests with the same subject have the same outcomes, see {@link SeededFaults}. */
    String subject();

    /** The search query; null for a model's request. */
    String query();

    /** The model; null for a search. */
    String model();

    Answer answer(Outcome outcome);

    /** A successful answer without content. */
    Answer emptyAnswer(Outcome outcome);
}
