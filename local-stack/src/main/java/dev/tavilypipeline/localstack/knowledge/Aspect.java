package dev.tavilypipeline.localstack.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A side of a company that a query may ask for and a page may describe. */
enum Aspect {

    OVERVIEW(0.8, "overview|about|profile"),
    COMPETITION(0.4, "competitors?|rivals?|peers|alternatives|market");

    private final double otherPages;
    private final Pattern words;

    Aspect(double otherPages, String words) {
        this.otherPages = otherPages;
        this.words = Pattern.compile(words);
    }

    static Set<Aspect> askedForBy(List<String> queryWords) {
        return Arrays.stream(values())
                .filter(aspect -> queryWords.stream().anyMatch(aspect.words.asMatchPredicate()))
                .collect(Collectors.toSet());
    }

    /** The factor for a page's score: 1 if it describes one of the aspects asked for. */
    static double fit(Set<Aspect> asked, Set<Aspect> described) {
        return asked.isEmpty() || asked.stream().anyMatch(described::contains)
                ? 1
                : asked.stream().mapToDouble(aspect -> aspect.otherPages).min().orElse(1);
    }
}
