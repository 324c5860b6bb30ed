package dev.tavilypipeline.contract;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How thoroughly the search provider searches. */
public enum SearchDepth {
    /** 1 credit a search. */
    @JsonProperty("basic")
    BASIC,
    /** 2 credits a search. */
    @JsonProperty("advanced")
    ADVANCED;

    /** The value in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
