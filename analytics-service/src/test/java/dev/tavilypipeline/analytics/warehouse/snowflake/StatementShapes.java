package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Snowflake's syntax as {@code statements.txt} has it, made into patterns over the tokens of a statement. */
final class StatementShapes {

    private static final Pattern SQL_TOKEN = Pattern
            .compile(
                    "(?s:\\$\\$.*?\\$\\$)|'(?:[^']|'')*'|@[\\w./]+|file://\\S+|[\\w$]+(?:\\.[\\w$]+)*|=>|::|\\|\\||[<>]=?|\\S");
    private static final Pattern SHAPE_TOKEN = Pattern.compile("<\\w+>|'[^']*'|[\\w$]+|\\S");

    /** Blanks of a shape mean nothing; this stands for the blank behind each token of a statement. */
    private static final String SEPARATOR = "\u00b7";

    private final Map<String, String> definitions = new HashMap<>();
    private final List<String> shapes = new ArrayList<>();
    private final List<Pattern> patterns;

    StatementShapes() {
        for (String line : resource().lines().filter(each -> !each.isBlank() && !each.startsWith("#")).toList()) {
            String[] parts = line.split(": ", 2);
            if (parts[0].equals("statement")) {
                shapes.add(parts[1]);
            } else {
                definitions.put(parts[0], parts[1]);
            }
        }
        patterns = shapes.stream()
                .map(shape -> Pattern.compile(regex(shape).replace(" ", "").replace(SEPARATOR, " "), Pattern.DOTALL)).toList();
    }

    boolean allow(String statement) {
        String tokens = SQL_TOKEN.matcher(statement).results().map(token -> token.group() + " ").collect(Collectors.joining());
        return patterns.stream().anyMatch(pattern -> pattern.matcher(tokens).matches());
    }

    private String regex(String shape) {
        return SHAPE_TOKEN.matcher(shape).replaceAll(token -> Matcher.quoteReplacement(regex(token)));
    }

    private String regex(MatchResult token) {
        return switch (token.group()) {
            case "[", "{" -> "(?:";
            case "]" -> ")?";
            case "}" -> ")";
            case "|", "*" -> token.group();
            case "<name>" -> "[A-Za-z_][\\w.$]*" + SEPARATOR;
            case "<text>" -> "'[^']*'" + SEPARATOR;
            case "<number>" -> "\\d+" + SEPARATOR;
            case "<list>" -> "\\(" + SEPARATOR + "(?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)" + SEPARATOR;
            case "<path>" -> "@\\S+" + SEPARATOR;
            case "<file>" -> "file://\\S+" + SEPARATOR;
            case "<body>" -> "\\$\\$.*?\\$\\$" + SEPARATOR;
            case "<query>" -> ".*";
            default -> token.group().startsWith("<") ? definition(token.group()) : Pattern.quote(token.group()) + SEPARATOR;
        };
    }

    private String definition(String reference) {
        String name = reference.substring(1, reference.length() - 1);
        if (!definitions.containsKey(name)) {
            throw new IllegalArgumentException("statements.txt does not define " + reference);
        }
        return "(?:" + regex(definitions.get(name)) + ")";
    }

    private static String resource() {
        try (InputStream in = StatementShapes.class.getResourceAsStream("statements.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
