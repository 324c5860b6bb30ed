package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.kit.start.DestinationName;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * A folder that several bridges may share. Each object is written to {@value #STAGING} and synced, then published by a hard
 * link, so that its name is never reused. What a crash leaves there is deleted after {@link #LEFTOVER_AGE} by any bridge.
 * Thread-safe.
 */
public final class LakeDestination extends ObjectDestination {

    /** One batch at a time, or adjacent ranges would become separate objects. */
    private static final BatchPolicy BATCH_POLICY = new BatchPolicy(Duration.ofSeconds(1), 16, 32, 1);

    static final String STAGING = ".tmp";

    /** Far longer than it takes to write a batch. */
    static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private final Path root;
    private final Path staging;
    private final Clock clock;
    /** The folders whose parents are synced, so that they survive a power failure. */
    private final Set<Path> durable = new HashSet<>();
    private Instant nextSweep = Instant.MIN;

    public LakeDestination(Path root, Clock clock, TopicId topicId, MeterRegistry registry) {
        super(topicId, registry);
        this.root = root;
        this.staging = root.resolve(STAGING);
        this.clock = clock;
    }

    @Override
    public String name() {
        return DestinationName.LAKE.text();
    }

    @Override
    public BatchPolicy batchPolicy() {
        return BATCH_POLICY;
    }

    @Override
    List<Written> write(List<NewObject> objects) throws IOException {
        Files.createDirectories(staging);
        sweepWhenDue();
        List<Path> files = new ArrayList<>();
        try {
            for (NewObject object : objects) {
                files.add(staging.resolve(UUID.randomUUID() + ".json.gz"));
                writeFile(files.get(files.size() - 1), object.rows());
            }
            return publish(objects, files);
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void writeFile(Path file, List<Row> rows) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            GzippedRows.write(rows, Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private synchronized List<Written> publish(List<NewObject> objects, List<Path> files) throws IOException {
        List<Written> written = new ArrayList<>();
        Set<Path> folders = new HashSet<>();
        for (int i = 0; i < files.size(); i++) {
            Path target = root.resolve(objects.get(i).name());
            create(target.getParent());
            folders.add(target.getParent());
            if (HardLink.create(target, files.get(i))) {
                written.add(new Written(objects.get(i).table(), Files.size(files.get(i))));
            }
        }
        for (Path folder : folders) {
            makeDurable(folder);
        }
        return written;
    }

    private void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            durable.remove(folder);
            Files.createDirectories(folder);
        }
    }

    private void makeDurable(Path folder) throws IOException {
        sync(folder);
        if (!durable.contains(folder)) {
            for (Path parent = folder.getParent(); parent.startsWith(root); parent = parent.getParent()) {
                sync(parent);
            }
            durable.add(folder);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void check() throws IOException {
        Path file = createCheckFile();
        Path link = file.resolveSibling(file.getFileName() + "-link");
        try {
            HardLink.create(link, file);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(file);
        }
    }

    private Path createCheckFile() throws IOException {
        try {
            Files.createDirectories(staging);
            return Files.createTempFile(staging, "check-", null);
        } catch (IOException e) {
            throw new IOException("no file can be created in the lake folder " + root + ": " + e, e);
        }
    }

    private synchronized void sweepWhenDue() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        long limit = now.minus(LEFTOVER_AGE).toEpochMilli();
        try (DirectoryStream<Path> old = Files.newDirectoryStream(staging, file -> file.toFile().lastModified() < limit)) {
            for (Path leftover : old) {
                Files.deleteIfExists(leftover); // its writer may have finished, or another bridge have deleted it
            }
        }
        nextSweep = now.plus(LEFTOVER_AGE);
    }
}
