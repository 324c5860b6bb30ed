package dev.tavilypipeline.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code kpis}: the headline figures of a window. */
final class KpisCommand implements Command {

    private final Kpis kpis;
    private final Terminal terminal;

    KpisCommand(Kpis kpis, Terminal terminal) {
        this.kpis = kpis;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) {
        Arguments arguments = Arguments.parse(words, Set.of("--json"), Set.of("--range", "--from", "--to", "--simulated"));
        if (!arguments.words().isEmpty()) {
            throw new UsageException("'" + arguments.words().get(0) + "' is not an option of kpis");
        }
        Map<String, String> window = new TreeMap<>();
        for (String parameter : List.of("range", "from", "to", "simulated")) {
            arguments.text("--" + parameter).ifPresent(value -> window.put(parameter, value));
        }
        check(window);
        if (window.containsKey("from")) {
            window.putIfAbsent("to", Instant.now().toString());
        }
        JsonNode summary = kpis.summary(window);
        terminal.print(arguments.has("--json") ? summary.toString() : KpiText.of(summary));
        return 0;
    }

    /** What can be told without asking the service, which may not be there. */
    private static void check(Map<String, String> window) {
        require(window, "range", Set.of("24h", "7d", "30d", "90d"));
        require(window, "simulated", Set.of("true", "false", "all"));
        for (String bound : List.of("from", "to")) {
            try {
                Instant.parse(window.getOrDefault(bound, "2026-01-31T00:00:00Z"));
            } catch (DateTimeParseException e) {
                throw new UsageException("option --" + bound + " needs an instant such as 2026-01-31T00:00:00Z, not '"
                        + window.get(bound) + "'");
            }
        }
    }

    private static void require(Map<String, String> window, String name, Set<String> values) {
        if (window.containsKey(name) && !values.contains(window.get(name))) {
            throw new UsageException("option --" + name + " needs one of "
                    + String.join(", ", new TreeSet<>(values)) + ", not '" + window.get(name) + "'");
        }
    }
}
