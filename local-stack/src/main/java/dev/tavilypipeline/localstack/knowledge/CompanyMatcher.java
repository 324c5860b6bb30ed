package dev.tavilypipeline.localstack.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises companies by name. */
final class CompanyMatcher {

    /** A stock symbol may be an everyday word: it is taken for a name only in a text that has no other words. */
    private static final Pattern SYMBOL = Pattern.compile("[\\p{Lu}\\d.]{1,6}(\\.\\p{Lu}+)?");

    private static final Pattern SUBJECT = Pattern.compile("(?im)^\\W*company\\W+(.+)$");

    private final TextAnalyzer analyzer;
    private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
    private final Map<List<String>, Identity> symbols = new HashMap<>();

    CompanyMatcher(List<Company> companies, TextAnalyzer analyzer) {
        this.analyzer = analyzer;
        for (Company company : companies) {
            Identity identity = new Identity(company.name(), company.industry());
            addName(company.name(), identity);
            company.aliases().forEach(alias -> addAlias(alias, identity));
        }
        // known by name only; added last, so that a described company keeps its industry
        companies.stream().flatMap(company -> company.competitors().stream())
                .forEach(name -> addName(name, new Identity(name, null)));
        byFirstWord.values().forEach(entries -> entries.sort(Comparator.comparingInt(Entry::length).reversed()));
    }

    /** The company that a line "Company: …" names; in a text without such a line the one named first. */
    Identity identify(String text) {
        String subject = subject(text).orElse(text);
        Identity symbol = symbols.get(analyzer.distinctiveWords(subject));
        return symbol == null ? namedFirst(analyzer.words(subject)) : symbol;
    }

    static Optional<String> subject(String text) {
        Matcher line = SUBJECT.matcher(text);
        return line.find() ? Optional.of(line.group(1).strip()) : Optional.empty();
    }

    /** The company whose name comes first among the words. */
    Identity namedFirst(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            for (Entry entry : byFirstWord.getOrDefault(words.get(at), List.of())) {
                if (entry.startsAt(at, words)) {
                    return entry.identity();
                }
            }
        }
        return Identity.UNKNOWN;
    }

    static boolean isSymbol(String alias) {
        return SYMBOL.matcher(alias).matches();
    }

    private void addAlias(String alias, Identity identity) {
        if (isSymbol(alias)) {
            symbols.putIfAbsent(analyzer.distinctiveWords(alias), identity);
        } else {
            addName(alias, identity);
        }
    }

    private void addName(String name, Identity identity) {
        List<String> words = analyzer.words(name);
        List<Entry> entries = byFirstWord.computeIfAbsent(words.get(0), first -> new ArrayList<>());
        if (entries.stream().noneMatch(entry -> entry.name().equals(words))) {
            entries.add(new Entry(words, identity));
        }
    }

    private record Entry(List<String> name, Identity identity) {

        int length() {
            return name.size();
        }

        boolean startsAt(int at, List<String> words) {
            return at + name.size() <= words.size() && words.subList(at, at + name.size()).equals(name);
        }
    }
}
