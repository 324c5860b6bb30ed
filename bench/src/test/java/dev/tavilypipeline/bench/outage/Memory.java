package dev.tavilypipeline.bench.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

import dev.tavilypipeline.bench.harness.Usage;

/**
 * What a service needs for what it holds.
 *
 * @param heapMib its heap in use behind a full collection
 * @param residentMib its resident memory
 */
record Memory(double heapMib, long residentMib) {

    static Memory of(long pid, Probe probe) {
        collect(pid);
        return new Memory(probe.metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20), Usage.of(pid).residentMib());
    }

    private static void collect(long pid) {
        try {
            Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(pid), "GC.run").redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (jcmd.waitFor() != 0) {
                throw new AssertionError("jcmd failed: " + new String(jcmd.getErrorStream().readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
