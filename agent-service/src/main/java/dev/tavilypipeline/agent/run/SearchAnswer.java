package dev.tavilypipeline.agent.run;

import java.net.URI;
import java.util.List;

import dev.tavilypipeline.agent.call.OneLine;

/** @param hits the best first; none is an answer too */
public record SearchAnswer(List<Hit> hits) {

    public SearchAnswer {
        hits = List.copyOf(hits);
    }

    /**
     * @param content what the page says, in its own words
     * @param score how well it fits, 0 to 1; null where the search does not say
     */
    public record Hit(String title, URI url, String content, Double score) {

        public Hit {
            title = OneLine.of(title);
            content = OneLine.of(content);
        }
    }
}
