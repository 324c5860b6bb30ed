package dev.tavilypipeline.cli.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tavilypipeline.cli.client.RunFollower.Submitted;
import dev.tavilypipeline.cli.terminal.Format;
import dev.tavilypipeline.cli.terminal.Terminal;

/** The runs that have not ended, a line each with their steps; where nothing can be redrawn, a line at each change. */
public final class ProgressView {

    private static final int MAX_LINES = 15;

    private final Terminal terminal;
    private final Map<Submitted, String> open = new LinkedHashMap<>();
    private final int nameWidth;

    public ProgressView(Terminal terminal, List<Submitted> runs) {
        this.terminal = terminal;
        this.nameWidth = Math.min(28, runs.stream().mapToInt(run -> run.company().length()).max().orElse(0));
        runs.forEach(run -> open.put(run, "accepted"));
    }

    void show(Submitted run, RunView view) {
        String before = open.put(run, line(view));
        if (!terminal.live() && !line(view).equals(before)) {
            terminal.note(run.company() + ": " + line(view));
        }
    }

    void remove(Submitted run) {
        open.remove(run);
    }

    void draw() {
        List<String> lines = new ArrayList<>();
        open.forEach((run, line) -> {
            if (lines.size() < MAX_LINES) {
                lines.add("  " + Format.column(run.company(), nameWidth) + "  " + line);
            }
        });
        if (open.size() > MAX_LINES) {
            lines.add("  and " + (open.size() - MAX_LINES) + " more");
        }
        terminal.draw(lines);
    }

    private static String line(RunView view) {
        String steps = view.steps().stream().map(ProgressView::step).collect(Collectors.joining("  "));
        return Format.column(view.status(), 8) + "  " + steps;
    }

    private static String step(RunView.Step step) {
        String name = step.name().replace("search_", "");
        return switch (step.status()) {
            case "success" -> "✓ " + name + " " + Format.millis(step.latencyMs());
            case "failed" -> "✗ " + name + " " + step.errorType();
            case "skipped" -> "– " + name + " skipped";
            case "running" -> "… " + name;
            default -> "· " + name;
        };
    }
}
