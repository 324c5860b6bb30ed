package dev.tavilypipeline.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says a last sentence when the program is ended from outside, as by Ctrl-C, while something is under way. */
final class InterruptMessage {

    private InterruptMessage() {
    }

    static void during(Runnable work, Terminal terminal, String sentence) {
        AtomicBoolean underWay = new AtomicBoolean(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (underWay.get()) {
                terminal.note(sentence);
            }
        }, "farewell"));
        try {
            work.run();
        } finally {
            underWay.set(false);
        }
    }
}
