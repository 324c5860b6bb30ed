package dev.tavilypipeline.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

import dev.tavilypipeline.localstack.start.SettingRefusedException;
import dev.tavilypipeline.localstack.start.StartFailedException;

/** Runs the stack as a process until SIGTERM; the settings are environment variables. */
public final class Main {

    private Main() {
    }

    @SuppressWarnings("SystemOut") // standard output is this program's interface
    public static void main(String[] args) throws IOException, InterruptedException {
        quietLogs();
        long begun = System.nanoTime();
        try {
            LocalStack stack = LocalStack.start(LocalStackSettings.from(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
            System.out.printf("local-stack ready kafka=%s mongodb=%s simulator=%s took_ms=%d%n",
                    stack.kafka().bootstrapServers(),
                    stack.mongo().uri(), stack.simulator().uri(), (System.nanoTime() - begun) / 1_000_000);
        } catch (SettingRefusedException | StartFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void quietLogs() throws IOException {
        // an own configuration takes precedence
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream configuration = Main.class.getResourceAsStream("logging.properties")) {
                LogManager.getLogManager().readConfiguration(configuration);
            }
        }
    }
}
