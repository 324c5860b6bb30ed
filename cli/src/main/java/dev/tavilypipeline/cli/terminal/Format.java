package dev.tavilypipeline.cli.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures and texts as people read them. A missing value is a dash. Widths are columns of the terminal. */
public final class Format {

    public static final String MISSING = "–";

    private Format() {
    }

    public static String millis(Double ms) {
        if (ms == null) {
            return MISSING;
        }
        return ms < 1000 ? String.format(Locale.ROOT, "%.0f ms", ms) : String.format(Locale.ROOT, "%.1f s", ms / 1000);
    }

    public static String usd(BigDecimal amount) {
        return amount == null ? MISSING : "$" + amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    public static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Exactly {@code width} columns: padded with blanks, or cut with an ellipsis. */
    public static String column(String text, int width) {
        String fitting = TextWidth.of(text) > width ? TextWidth.cut(text, width - 1) + "…" : text;
        return fitting + " ".repeat(Math.max(0, width - TextWidth.of(fitting)));
    }

    /** Lines of at most {@code width} columns, broken at blanks; a longer word is cut, a URL is not. */
    public static List<String> wrap(String text, int width) {
        if (TextWidth.of(text) <= width && !text.contains("\n")) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            if (line.length() > 0 && TextWidth.of(line) + 1 + TextWidth.of(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (TextWidth.of(rest) > width && !rest.contains("://")) {
                String part = TextWidth.cut(rest, width);
                lines.add(part);
                rest = rest.substring(part.length());
            }
            line.append(line.length() == 0 ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** {@link #wrap} with {@code indent} before each line and {@code hanging} more before all but the first. */
    public static List<String> wrapIndented(String text, int width, int indent, int hanging) {
        List<String> lines = new ArrayList<>();
        for (String line : wrap(text, Math.max(10, width - indent - hanging))) {
            lines.add(" ".repeat(lines.isEmpty() ? indent : indent + hanging) + line);
        }
        return lines;
    }
}
