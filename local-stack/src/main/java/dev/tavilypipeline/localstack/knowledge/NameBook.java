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
final class NameBook {

    /** A stock symbol may be an everyday word: it counts as a name only where nothing else is said. */
    private static final Pattern SYMBOL = Pattern.compile("[\\p{Lu}\\d.]{1,6}(\\.\\p{Lu}+)?");

    private static final Pattern SUBJECT = Pattern.compile("(?im)^\\W*company\\W+(.+)$");

    private final Words words;
    private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
    private final Map<List<String>, Identity> symbols = new HashMap<>();

    NameBook(List<Company> companies, Words words) {
        this.words = words;
        for (Company company : companies) {
            Identity identity = new Identity(company.name(), company.industry());
            addName(company.name(), identity);
            company.aliases().forEach(alias -> addAlias(alias, identity));
        }
        // known by name only; after all others, so that a described company keeps its industry
        companies.stream().flatMap(company -> company.competitors().stream())
                .forEach(name -> addName(name, new Identity(name, null)));
        byFirstWord.values().forEach(entries -> entries.sort(Comparator.comparingInt(Entry::length).reversed()));
    }

    /** The company that a line "Company: …" names; in a text without such a line the one named first. */
    Identity identify(String text) {
        String subject = subject(text).orElse(text);
        Identity symbol = symbols.get(words.telling(subject));
        return symbol == null ? namedFirst(words.of(subject)) : symbol;
    }

    static Optional<String> subject(String text) {
        Matcher line = SUBJECT.matcher(text);
        return line.find() ? Optional.of(line.group(1).strip()) : Optional.empty();
    }

    /** The company whose name stands first among the words said. */
    Identity namedFirst(List<String> said) {
        for (int at = 0; at < said.size(); at++) {
            for (Entry entry : byFirstWord.getOrDefault(said.get(at), List.of())) {
                if (entry.standsAt(at, said)) {
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
            symbols.putIfAbsent(words.telling(alias), identity);
        } else {
            addName(alias, identity);
        }
    }

    private void addName(String name, Identity identity) {
        List<String> telling = words.of(name);
        List<Entry> entries = byFirstWord.computeIfAbsent(telling.get(0), first -> new ArrayList<>());
        if (entries.stream().noneMatch(entry -> entry.name().equals(telling))) {
            entries.add(new Entry(telling, identity));
        }
    }

    private record Entry(List<String> name, Identity identity) {

        int length() {
            return name.size();
        }

        boolean standsAt(int at, List<String> said) {
            return at + name.size() <= said.size() && said.subList(at, at + name.size()).equals(name);
        }
    }
}
