package dev.tavilypipeline.kit.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Refuses a start without a temporary folder to write to. The platform makes a folder of its own there, and native libraries
 * are unpacked there; each would fail in its own words.
 */
final class TemporaryFolder {

    private static final String PROPERTY = "java.io.tmpdir";

    private TemporaryFolder() {
    }

    /** @throws SettingRefusedException if no file can be written there */
    static void check() {
        String folder = System.getProperty(PROPERTY);
        try {
            Files.delete(Files.createTempFile(Path.of(folder), "start", null));
        } catch (IOException | InvalidPathException e) {
            throw new SettingRefusedException(PROPERTY, folder, "no file can be written there (" + e.getClass().getSimpleName()
                    + "); PIPELINE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder");
        }
    }
}
