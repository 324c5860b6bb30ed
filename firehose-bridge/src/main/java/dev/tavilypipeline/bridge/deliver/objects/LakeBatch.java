package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/** The objects of one batch: each is written to the staging folder and synced, then published by a hard link. */
final class LakeBatch implements ObjectBatch {

    /** @param size in bytes, as stored */
    private record StagedObject(Table table, Path file, Path target, long size) {
    }

    private final Path root;
    private final Path staging;
    private final DurableFolders folders;
    private final List<Path> files = new ArrayList<>();
    private final List<StagedObject> objects = new ArrayList<>();

    LakeBatch(Path root, Path staging, DurableFolders folders) {
        this.root = root;
        this.staging = staging;
        this.folders = folders;
    }

    @Override
    public void add(Table table, String name, List<Row> rows) throws IOException {
        Path file = staging.resolve(UUID.randomUUID() + ".json.gz");
        files.add(file);
        objects.add(new StagedObject(table, file, root.resolve(name), write(file, rows)));
    }

    private static long write(Path file, List<Row> rows) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            GzipRows.write(rows, Channels.newOutputStream(channel));
            channel.force(true);
            return channel.size();
        }
    }

    @Override
    public Published publish() throws IOException {
        List<Written> written = new ArrayList<>();
        Set<Path> touched = new HashSet<>();
        for (StagedObject object : objects) {
            Path folder = object.target().getParent();
            folders.create(folder);
            touched.add(folder);
            if (HardLink.create(object.target(), object.file())) {
                written.add(new Written(object.table(), object.size()));
            }
        }
        for (Path folder : touched) {
            folders.sync(folder);
        }
        return new Published(written, objects.size() - written.size());
    }

    /** Empties the staging folder of this batch, published or not. */
    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
