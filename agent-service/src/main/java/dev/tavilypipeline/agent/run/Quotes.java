package dev.tavilypipeline.agent.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A short text in the words of the sources, each quotation followed by its source's number: {@code … [1] … [2]}. It quotes
 * whole
 * sentences that name the company, and those right after them that go on about it. If no source has such a sentence, it quotes
 * the first sentences of the sources.
 */
final class Quotes {

    static final int MAX_CHARACTERS = 600;

    private static final int QUOTATIONS = 3;

    /** Of one quotation, unless its first sentence alone is longer. */
    private static final int QUOTATION_CHARACTERS = 200;

    private static final Pattern GOES_ON = Pattern
            .compile("^(It|Its|They|Their|The (company|firm|group|business|brand|startup)|"
                    + "Es|Sie|Das Unternehmen|Die Firma|Der Konzern|Elle|L[’']entreprise|La société|La empresa|La compañía|L[’']azienda)\\b.*"
                    + "|^(同社|当社|该公司|公司).*");

    private Quotes() {
    }

    /** @return null if there is nothing to quote */
    static String from(CompanyNames names, List<NumberedSource> sources) {
        Map<NumberedSource, List<String>> sentences = new LinkedHashMap<>();
        sources.forEach(source -> sentences.put(source, PageText.paragraphs(source.hit().content()).stream()
                .flatMap(paragraph -> Sentences.of(paragraph).stream()).toList()));
        boolean named = sentences.values().stream().flatMap(List::stream).anyMatch(names::areIn);
        Set<String> quoted = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder();
        int quotations = 0;
        for (Map.Entry<NumberedSource, List<String>> source : sentences.entrySet()) {
            List<String> chosen = named ? about(names, source.getValue()) : source.getValue();
            String mark = " [" + source.getKey().number() + "]";
            String quotation = quotation(chosen.stream().filter(sentence -> !quoted.contains(sentence)).toList());
            boolean fits = text.length() + quotation.length() + mark.length() < MAX_CHARACTERS;
            if (quotations < QUOTATIONS && !quotation.isEmpty() && fits) {
                text.append(text.length() == 0 ? "" : " ").append(quotation).append(mark);
                quoted.addAll(chosen);
                quotations++;
            }
        }
        return text.length() == 0 ? null : text.toString();
    }

    private static List<String> about(CompanyNames names, List<String> sentences) {
        List<String> about = new ArrayList<>();
        boolean goesOn = false;
        for (String sentence : sentences) {
            goesOn = names.areIn(sentence) || (goesOn && GOES_ON.matcher(sentence).matches());
            if (goesOn) {
                about.add(sentence);
            }
        }
        return about;
    }

    /** The first sentence, and those after it that fit. */
    private static String quotation(List<String> sentences) {
        StringBuilder quotation = new StringBuilder();
        for (String sentence : sentences.stream().distinct().collect(Collectors.toList())) {
            if (quotation.length() > 0 && quotation.length() + 1 + sentence.length() > QUOTATION_CHARACTERS) {
                break;
            }
            quotation.append(quotation.length() == 0 ? "" : " ").append(sentence);
        }
        return quotation.toString();
    }
}
