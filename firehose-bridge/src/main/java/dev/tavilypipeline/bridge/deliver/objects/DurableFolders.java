package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Creates folders, and makes their entries survive a power failure. Thread-safe. */
final class DurableFolders {

    private final Path root;
    private final Set<Path> durable = new HashSet<>();

    DurableFolders(Path root) {
        this.root = root;
    }

    synchronized void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            durable.remove(folder);
            Files.createDirectories(folder);
        }
    }

    /** Syncs the folder, and its parents unless that was done before. */
    synchronized void sync(Path folder) throws IOException {
        syncOne(folder);
        if (durable.contains(folder)) {
            return;
        }
        for (Path parent = folder.getParent(); parent.startsWith(root); parent = parent.getParent()) {
            syncOne(parent);
        }
        durable.add(folder);
    }

    private static void syncOne(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
