package dev.tavilypipeline.kit.kafka;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

import com.github.luben.zstd.util.Native;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.Startup;

/**
 * Refuses a start without the native library that records are compressed with. It is unpacked into the temporary folder; where
 * that is mounted with noexec, a producer would fail only at its first record, and then for ever.
 */
@ApplicationScoped
@Startup(StartOrder.SETTINGS)
class CompressionAtStart {

    @PostConstruct
    void load() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new SettingRefusedException("java.io.tmpdir", System.getProperty("java.io.tmpdir"),
                    "the library for zstd cannot be loaded from there, as its files may not be executed or written;"
                            + " PIPELINE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder");
        }
    }
}
