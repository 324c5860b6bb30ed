package dev.tavilypipeline.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * Results on standard output, progress on standard error. On a terminal the last lines of progress are redrawn in place
 * and make room for a result; elsewhere nothing is ever redrawn.
 */
final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private final int width;
    private List<String> drawn = List.of();

    /** @param live whether standard error is a terminal that can move its cursor */
    Terminal(PrintStream out, PrintStream err, boolean live, int width) {
        this.out = out;
        this.err = err;
        this.live = live;
        this.width = Math.max(40, width);
    }

    boolean live() {
        return live;
    }

    int width() {
        return width;
    }

    void print(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    void note(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    /** Replaces the lines drawn before; does nothing where the terminal is not live. */
    void draw(List<String> lines) {
        if (!live || lines.equals(drawn)) {
            return;
        }
        clear();
        lines.forEach(line -> err.println(line.length() < width ? line : line.substring(0, width - 1)));
        err.flush();
        drawn = List.copyOf(lines);
    }

    private void clear() {
        if (!drawn.isEmpty()) {
            err.print("\u001b[" + drawn.size() + "A\u001b[J");
            err.flush();
            drawn = List.of();
        }
    }
}
