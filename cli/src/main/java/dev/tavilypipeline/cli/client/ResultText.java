package dev.tavilypipeline.cli.client;

import java.util.ArrayList;
import java.util.List;

import dev.tavilypipeline.cli.terminal.Format;

/** An ended run as people read it: what was found, and from where. No line is wider than the terminal, except a long URL. */
public final class ResultText {

    private static final int MAX_WIDTH = 110;

    private final int width;

    public ResultText(int width) {
        this.width = Math.min(width, MAX_WIDTH);
    }

    /** @param company as it was asked for: a model may give several companies one name */
    public String of(String company, RunView run, String address) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(Format.wrapIndented(headline(company, run), width, 0, 2));
        if (run.errorType() != null || run.errorMessage() != null) {
            lines.addAll(Format.wrapIndented(error(run), width, 2, 2));
        }
        run.result().ifPresent(result -> findings(company, result, lines));
        lines.add("  " + address);
        return String.join("\n", lines);
    }

    private static String headline(String company, RunView run) {
        String industry = run.result().map(RunView.Result::industry).map(label -> " · " + label).orElse("");
        return company + industry + " · " + run.status() + " in " + Format.millis(run.latencyMs()) + " · "
                + Format.count(run.sources(), "source") + " · " + run.credits()
                + (run.credits().equals("1") ? " credit" : " credits") + " · "
                + Format.usd(run.costUsd()) + (run.simulated() ? " (simulated)" : "");
    }

    private static String error(RunView run) {
        return (run.errorType() == null ? "" : run.errorType() + ": ")
                + (run.errorMessage() == null ? "no message" : run.errorMessage());
    }

    private void findings(String company, RunView.Result result, List<String> lines) {
        if (result.companyName() != null && !result.companyName().equalsIgnoreCase(company)) {
            lines.addAll(Format.wrapIndented("Called " + result.companyName() + " by the model", width, 2, 2));
        }
        paragraph("Overview", result.overview(), lines);
        paragraph("Competitors", result.competitors(), lines);
        if (!result.sources().isEmpty()) {
            lines.add("  Sources");
            result.sources().forEach(source -> source(source, lines));
        }
    }

    private void source(RunView.Source source, List<String> lines) {
        String title = "[" + source.number() + "] " + source.title();
        List<String> wrapped = Format.wrapIndented(title + "  " + source.url(), width, 4, 4);
        if (wrapped.size() == 1) {
            lines.addAll(wrapped);
        } else {
            lines.addAll(Format.wrapIndented(title, width, 4, 4));
            lines.add("        " + source.url());
        }
    }

    private void paragraph(String title, String text, List<String> lines) {
        if (text != null && !text.isBlank()) {
            lines.add("  " + title);
            lines.addAll(Format.wrapIndented(text, width, 4, 0));
        }
    }
}
