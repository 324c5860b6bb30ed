package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;

import dev.tavilypipeline.cli.terminal.Pause;
import dev.tavilypipeline.cli.terminal.Terminal;

/** Lets one process at a time pass. The operating system releases the lock when its holder ends, however it ends. */
final class ProcessLock {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private ProcessLock() {
    }

    /** Does the work while it holds the lock. */
    static <T> T during(Path file, Terminal terminal, Supplier<T> work) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                lock(channel, file, terminal);
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for another process that holds the lock, and says so. */
    private static void lock(FileChannel channel, Path file, Terminal terminal) throws IOException {
        boolean said = false;
        while (channel.tryLock() == null) {
            if (!said) {
                terminal.note("Waiting for another ./pipeline (process " + Files.readString(file).strip() + ") to finish");
                said = true;
            }
            Pause.of(POLL_INTERVAL);
        }
        byte[] holder = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(holder), 0);
        channel.truncate(holder.length);
    }
}
