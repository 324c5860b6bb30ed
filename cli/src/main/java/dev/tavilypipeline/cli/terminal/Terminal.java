package dev.tavilypipeline.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Results on standard output, progress on standard error. On a terminal the last lines of progress are redrawn in place
 * and make room for a result; elsewhere nothing is ever redrawn. Control characters, which a page from the web may contain,
 * are not printed. Safe for use by several threads.
 */
public final class Terminal {

    private static final int MIN_WIDTH = 20;
    private static final int DEFAULT_WIDTH = 100;
    /** Control characters, and those that reverse the direction of the text behind them. */
    private static final Pattern UNPRINTABLE = Pattern
            .compile("[\\x00-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private final int width;
    private List<String> drawn = List.of();

    /** @param live whether standard error is a terminal that can move its cursor */
    public Terminal(PrintStream out, PrintStream err, boolean live, int width) {
        this.out = out;
        this.err = err;
        this.live = live;
        this.width = Math.max(MIN_WIDTH, width);
    }

    /** The process's own output, as the launcher describes it. */
    public static Terminal standard() {
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), Boolean.getBoolean("pipeline.live"),
                Integer.getInteger("pipeline.columns", DEFAULT_WIDTH));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    public boolean live() {
        return live;
    }

    public int width() {
        return width;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public synchronized void print(String text) {
        clear();
        out.println(printable(text));
        out.flush();
    }

    /** Without an end of line, for a question. */
    public synchronized void ask(String question) {
        clear();
        out.print(question);
        out.flush();
    }

    public synchronized void note(String line) {
        clear();
        err.println(printable(line));
        err.flush();
    }

    /** Replaces the lines drawn before; does nothing where the terminal is not live. */
    public synchronized void draw(List<String> lines) {
        if (!live || lines.equals(drawn)) {
            return;
        }
        clear();
        lines.forEach(line -> err.println(TextWidth.cut(printable(line), width - 1)));
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

    private static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }
}
