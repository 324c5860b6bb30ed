package dev.tavilypipeline.agent.run;

import java.net.URI;
import java.util.List;

import dev.tavilypipeline.agent.call.OneLine;
import dev.tavilypipeline.agent.call.TextLines;

/** @param hits the best first, at most 20; none is an answer too */
public record SearchAnswer(List<Hit> hits) {

    private static final int MAX_HITS = 20;

    public SearchAnswer {
        hits = List.copyOf(hits.subList(0, Math.min(hits.size(), MAX_HITS)));
    }

    int characters() {
        return hits.stream().mapToInt(hit -> hit.title().length() + hit.url().toString().length() + hit.content().length())
                .sum();
    }

    /**
     * @param title of at most 300 characters
     * @param content what the page says, in its own words and lines, at most 3,000 characters of it
     * @param score how well it fits, 0 to 1; null where the search does not say
     */
    public record Hit(String title, URI url, String content, Double score) {

        private static final int TITLE_CHARACTERS = 300;
        private static final int CONTENT_CHARACTERS = 3_000;

        public Hit {
            title = OneLine.of(title, TITLE_CHARACTERS);
            content = TextLines.of(content, CONTENT_CHARACTERS);
        }
    }
}
