package dev.tavilypipeline.cli.terminal;

import java.util.concurrent.atomic.AtomicBoolean;

/** A last sentence for the user when Ctrl-C or a signal ends the program during some work. */
public final class InterruptMessage {

    private InterruptMessage() {
    }

    public static void during(Runnable work, Terminal terminal, String sentence) {
        AtomicBoolean working = new AtomicBoolean(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (working.get()) {
                terminal.note(sentence);
            }
        }, "interrupt-message"));
        try {
            work.run();
        } finally {
            working.set(false);
        }
    }
}
