package dev.tavilypipeline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tavilypipeline.cli.RunFollower.Submitted;

/** The runs on their way, a line each with their steps; where nothing can be redrawn, a line at each change. */
final class ProgressView {

    private static final int MOST_LINES = 15;

    private final Terminal terminal;
    private final Map<Submitted, String> open = new LinkedHashMap<>();
    private final int nameWidth;

    ProgressView(Terminal terminal, List<Submitted> runs) {
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
            if (lines.size() < MOST_LINES) {
                lines.add("  " + Format.column(run.company(), nameWidth) + "  " + line);
            }
        });
        if (open.size() > MOST_LINES) {
            lines.add("  and " + (open.size() - MOST_LINES) + " more");
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
