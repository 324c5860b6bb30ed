package dev.tavilypipeline.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

import dev.tavilypipeline.localstack.simulator.Simulator;
import dev.tavilypipeline.localstack.start.SettingRefusedException;
import dev.tavilypipeline.localstack.start.StartFailedException;

/**
 * Runs as a process; the settings are environment variables. Without an argument it is the whole stack and {@code simulator} is
 * the simulator alone, both until SIGTERM. {@code topics} creates the topics on another Kafka and ends.
 */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        quietLogs();
        try {
            run(List.of(args));
        } catch (SettingRefusedException | StartFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(List<String> arguments) throws InterruptedException {
        switch (String.join(" ", arguments)) {
            case "" -> runStack();
            case "simulator" -> runSimulator();
            case "topics" -> TopicsCommand.run(System.getenv());
            default -> throw new SettingRefusedException("'" + String.join(" ", arguments)
                    + "' is not a part of it: give no argument for the whole stack, or simulator, or topics.");
        }
    }

    private static void runStack() throws InterruptedException {
        long started = System.nanoTime();
        LocalStack stack = LocalStack.start(LocalStackSettings.from(System.getenv()));
        untilStopped(stack::close, "local-stack ready kafka=%s mongodb=%s simulator=%s took_ms=%d",
                stack.kafka().bootstrapServers(), stack.mongo().uri(), stack.simulator().uri(),
                (System.nanoTime() - started) / 1_000_000);
    }

    private static void runSimulator() throws InterruptedException {
        LocalStackSettings settings = LocalStackSettings.from(System.getenv());
        String host = System.getenv().getOrDefault("PIPELINE_SIMULATOR_HOST", "127.0.0.1");
        Simulator simulator = new Simulator(host, settings.simulatorPort(), settings.simulator(), List::of);
        simulator.start();
        untilStopped(simulator::close, "simulator ready host=%s port=%d", host, settings.simulatorPort());
    }

    @SuppressWarnings("SystemOut") // standard output is this program's interface
    private static void untilStopped(Runnable close, String ready, Object... values) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "stop"));
        System.out.printf(ready + "%n", values);
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
