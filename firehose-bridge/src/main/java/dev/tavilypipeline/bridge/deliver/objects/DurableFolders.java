package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Makes folders, and makes what was entered into them survive a power failure. */
final class DurableFolders {

    private final Path root;
    private final Set<Path> durable = new HashSet<>();

    DurableFolders(Path root) {
        this.root = root;
    }

    void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            durable.remove(folder);
            Files.createDirectories(folder);
        }
    }

    /** Syncs the folder, and those that it is in unless this was done before. */
    void sync(Path folder) throws IOException {
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
