package dev.tavilypipeline.agent.run;

import java.util.Objects;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;

/**
 * A search as the provider gets it. Equal requests may share one answer.
 *
 * @param depth {@code basic} or {@code advanced}
 * @param topic {@code general}, {@code news} or {@code finance}
 */
public record SearchRequest(String query, int maxResults, String depth, String topic) {

    static SearchRequest of(ResearchJob job, String query) {
        return new SearchRequest(query, job.maxSources(),
                Objects.requireNonNullElse(job.searchDepth(), SearchDepth.BASIC).wireName(),
                Objects.requireNonNullElse(job.topic(), SearchTopic.GENERAL).wireName());
    }
}
