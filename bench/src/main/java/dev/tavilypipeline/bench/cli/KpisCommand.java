package dev.tavilypipeline.bench.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Arguments arguments = Arguments.parse(words, Set.of("--json"), Set.of("--from", "--to"));
        if (!arguments.words().isEmpty()) {
            throw new UsageException("'" + arguments.words().get(0) + "' is not an option of kpis");
        }
        Map<String, String> window = new HashMap<>();
        arguments.text("--from").ifPresent(from -> window.put("from", from));
        arguments.text("--to").ifPresent(to -> window.put("to", to));
        JsonNode summary = kpis.summary(window);
        terminal.print(arguments.has("--json") ? summary.toString() : KpiText.of(summary));
        return 0;
    }
}
