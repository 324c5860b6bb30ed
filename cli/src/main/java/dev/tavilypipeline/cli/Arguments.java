package dev.tavilypipeline.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's words, split into options and the rest; {@code --} ends the options.
 *
 * @param words what is no option, in order
 * @param options by name with the dashes; a flag has the value {@code ""}
 */
record Arguments(List<String> words, Map<String, String> options) {

    /** @throws UsageException for an option that is neither among {@code flags} nor {@code valued} */
    static Arguments parse(List<String> given, Set<String> flags, Set<String> valued) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        Deque<String> left = new ArrayDeque<>(given);
        while (!left.isEmpty()) {
            String word = left.pop();
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (word.equals("--")) {
                words.addAll(left);
                left.clear();
            } else if (!word.startsWith("-")) {
                words.add(word);
            } else if (flags.contains(word)) {
                options.put(word, "");
            } else if (valued.contains(name)) {
                options.put(name, name.equals(word) ? value(name, left) : word.substring(name.length() + 1));
            } else {
                throw new UsageException("option '" + word + "' is not known");
            }
        }
        return new Arguments(List.copyOf(words), Map.copyOf(options));
    }

    private static String value(String name, Deque<String> left) {
        if (left.isEmpty()) {
            throw new UsageException("option " + name + " needs a value");
        }
        return left.pop();
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option));
    }

    Optional<Integer> positive(String option) {
        return text(option).map(value -> {
            if (!value.matches("[1-9]\\d{0,8}")) {
                throw new UsageException("option " + option + " needs a whole number above 0, not '" + value + "'");
            }
            return Integer.valueOf(value);
        });
    }
}
