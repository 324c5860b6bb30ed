package dev.tavilypipeline.agent.run;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recognises a company in a sentence: by its whole name, or by the first word of the name if that is long enough to be no
 * common word. Case, accents, punctuation and legal forms do not count.
 */
final class CompanyNames {

    private static final Pattern MARKS = Pattern.compile("[\\p{Mn}\\p{Cf}]+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern WITHOUT_SPACES = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");
    private static final Set<String> LEGAL_FORMS = Set.of("inc", "incorporated", "corp", "corporation", "co", "company", "ltd",
            "limited", "llc", "llp", "plc", "gmbh", "mbh", "ag", "kg", "kgaa", "se", "sa", "sas", "sarl", "spa", "srl", "bv",
            "nv",
            "ab", "as", "asa", "oy", "oyj", "aps", "kk", "group", "holding", "holdings", "the", "株式会社", "有限公司");
    private static final Set<String> COMMON = Set.of("american", "general", "international", "global", "united", "national",
            "first", "great", "royal", "british", "deutsche", "societe", "compagnie", "banco", "people", "research", "standard",
            "western", "eastern", "northern", "southern", "pacific", "universal", "digital", "advanced", "applied", "center");
    private static final int LONG_WORD = 5;

    private final List<String> names;

    CompanyNames(String... names) {
        this.names = Arrays.stream(names).map(CompanyNames::words).flatMap(CompanyNames::forms)
                .filter(name -> !name.isEmpty()).distinct().toList();
    }

    private static Stream<String> forms(String words) {
        List<String> all = List.of(words.split(" "));
        List<String> significant = all.stream().filter(word -> !LEGAL_FORMS.contains(word)).toList();
        String name = String.join(" ", significant.isEmpty() ? all : significant);
        String first = name.replaceFirst(" .*", "");
        return first.length() >= LONG_WORD && !COMMON.contains(first) ? Stream.of(name, first) : Stream.of(name);
    }

    boolean areIn(String sentence) {
        String words = " " + words(sentence) + " ";
        return names.stream().anyMatch(name -> words.contains(WITHOUT_SPACES.matcher(name).find() ? name : " " + name + " "));
    }

    /** In lower case, without accents and punctuation, with one space between words; a possessive {@code 's} is a word. */
    private static String words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return GAPS.splitAsStream(plain.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
