package dev.tavilypipeline.bench.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Usage;

/**
 * The memory of a service.
 *
 * @param heapMib heap in use after a full collection
 */
record Memory(double heapMib, long residentMib) {

    static Memory of(ServiceProcess service) {
        collect(service.pid());
        return new Memory(service.metrics().sum("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20),
                Usage.of(service.pid()).residentMib());
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
