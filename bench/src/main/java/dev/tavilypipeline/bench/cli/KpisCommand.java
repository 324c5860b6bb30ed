package dev.tavilypipeline.bench.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        if (window.containsKey("from")) {
            window.putIfAbsent("to", Instant.now().toString());
        }
        JsonNode summary = kpis.summary(window);
        terminal.print(arguments.has("--json") ? summary.toString() : KpiText.of(summary));
        return 0;
    }
}
