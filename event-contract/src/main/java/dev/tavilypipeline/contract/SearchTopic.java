package dev.tavilypipeline.contract;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which part of the web the search provider searches. */
public enum SearchTopic {
    @JsonProperty("general")
    GENERAL,
    @JsonProperty("news")
    NEWS,
    @JsonProperty("finance")
    FINANCE;

    /** The value in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
