package dev.tavilypipeline.agent.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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
        String named = quote(sources, sentences -> about(names, sentences));
        return named == null ? quote(sources, sentences -> sentences) : named;
    }

    /** Reads no more sources than it quotes: a page is expensive to read. */
    private static String quote(List<NumberedSource> sources, UnaryOperator<List<String>> choice) {
        Set<String> quoted = new HashSet<>();
        StringBuilder text = new StringBuilder();
        Iterator<NumberedSource> unread = sources.iterator();
        for (int quotations = 0; quotations < QUOTATIONS && unread.hasNext();) {
            NumberedSource source = unread.next();
            List<String> chosen = choice.apply(sentences(source));
            String mark = " [" + source.number() + "]";
            String quotation = quotation(chosen.stream().filter(sentence -> !quoted.contains(sentence)).toList());
            boolean fits = text.length() + quotation.length() + mark.length() < MAX_CHARACTERS;
            if (!quotation.isEmpty() && fits) {
                text.append(text.length() == 0 ? "" : " ").append(quotation).append(mark);
                quoted.addAll(chosen);
                quotations++;
            }
        }
        return text.length() == 0 ? null : text.toString();
    }

    private static List<String> sentences(NumberedSource source) {
        return PageText.paragraphs(source.hit().content()).stream()
                .flatMap(paragraph -> Sentences.of(paragraph).stream()).toList();
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
