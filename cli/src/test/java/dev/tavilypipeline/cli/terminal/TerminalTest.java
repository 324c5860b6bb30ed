package dev.tavilypipeline.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(boolean live) {
        return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), live, 40);
    }

    private String drawn() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void shouldDrawOverWhatItDrewBefore() {
        Terminal terminal = terminal(true);

        terminal.draw(List.of("a", "b"));
        terminal.draw(List.of("c"));

        assertThat(drawn()).isEqualTo("a\nb\n\u001b[2A\u001b[Jc\n");
    }

    @Test
    void shouldNotDrawTheSameTwice() {
        Terminal terminal = terminal(true);

        terminal.draw(List.of("a"));
        terminal.draw(List.of("a"));

        assertThat(drawn()).isEqualTo("a\n");
    }

    @Test
    void shouldCutLinesThatWouldBreakAndSpoilTheCounting() {
        terminal(true).draw(List.of("x".repeat(60)));

        assertThat(drawn()).isEqualTo("x".repeat(39) + "\n");
    }

    @Test
    void shouldDrawNothingWhereNothingCanBeRedrawn() {
        terminal(false).draw(List.of("a"));

        assertThat(drawn()).isEmpty();
    }

    @Test
    void shouldPrintNoControlCharactersOfAPage() {
        terminal(true).print("a\u001b[2Jb\u009bc\u202ed\n\te");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("a [2Jb c d\n\te\n");
    }
}
