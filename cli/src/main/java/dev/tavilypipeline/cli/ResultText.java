package dev.tavilypipeline.cli;

import java.util.ArrayList;
import java.util.List;

/** An ended run as people read it: what was found, and from where. */
final class ResultText {

    private final int width;

    ResultText(int width) {
        this.width = Math.min(width, 110);
    }

    String of(String company, RunView run, String address) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(headline(company, run));
        if (run.errorType() != null || run.errorMessage() != null) {
            lines.add("  " + (run.errorType() == null ? "" : run.errorType() + ": ")
                    + (run.errorMessage() == null ? "no message" : run.errorMessage()));
        }
        run.result().ifPresent(result -> findings(result, lines));
        lines.add("  " + address);
        return String.join("\n", lines);
    }

    private static String headline(String company, RunView run) {
        String name = run.result().map(RunView.Result::companyName).orElse(company);
        String industry = run.result().map(RunView.Result::industry).map(label -> " · " + label).orElse("");
        return name + industry + " · " + run.status() + " in " + Format.millis(run.latencyMs()) + " · "
                + Format.count(run.sources(), "source") + " · " + Format.count(run.credits(), "credit") + " · "
                + Format.usd(run.costUsd()) + (run.simulated() ? " (simulated)" : "");
    }

    private void findings(RunView.Result result, List<String> lines) {
        paragraph("Overview", result.overview(), lines);
        paragraph("Competitors", result.competitors(), lines);
        if (!result.sources().isEmpty()) {
            lines.add("  Sources");
            result.sources().forEach(source -> lines.add("    [" + source.number() + "] " + source.title() + "  "
                    + source.url()));
        }
    }

    private void paragraph(String title, String text, List<String> lines) {
        if (text != null && !text.isBlank()) {
            lines.add("  " + title);
            Format.wrap(text, width - 4).forEach(line -> lines.add("    " + line));
        }
    }
}
