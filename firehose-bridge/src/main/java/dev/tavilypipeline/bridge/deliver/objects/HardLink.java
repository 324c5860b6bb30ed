package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Publishes a file: a hard link appears whole or not at all, and never replaces another file. */
final class HardLink {

    private HardLink() {
    }

    /**
     * @return false if the name is taken
     * @throws IOException which says so if the file system cannot link the two
     */
    static boolean create(Path link, Path file) throws IOException {
        try {
            Files.createLink(link, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            String reason = e instanceof FileSystemException failure ? failure.getReason() : "unsupported";
            throw new IOException("the file system makes no hard link to " + file.getParent() + " (" + reason
                    + "): set PIPELINE_LAKE_DIR to a folder of one file system that supports hard links", e);
        }
    }
}
