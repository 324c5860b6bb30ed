package dev.tavilypipeline.bridge.deliver.objects;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * The objects of one batch, each written aside and synced, then shown. Showing is a hard link, which the file system makes
 * whole or not at all and refuses where the name is taken, by whomever.
 */
final class LakeBatch implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path root;
    private final Path aside;
    private final DurableFolders folders;
    private final List<LakeObject> objects = new ArrayList<>();

    LakeBatch(Path root, Path aside, DurableFolders folders) {
        this.root = root;
        this.aside = aside;
        this.folders = folders;
    }

    void add(Table table, String name, List<Row> rows) throws IOException {
        Path file = aside.resolve(UUID.randomUUID() + ".json.gz");
        objects.add(new LakeObject(table, file, root.resolve(name), write(file, rows)));
    }

    /** When this returns all objects are there for good. Those that were there before are left as they are. */
    Shown show() throws IOException {
        List<LakeObject> written = new ArrayList<>();
        for (LakeObject object : objects) {
            folders.make(object.target().getParent());
            if (link(object)) {
                written.add(object);
            }
        }
        Set<Path> touched = objects.stream().map(object -> object.target().getParent()).collect(Collectors.toSet());
        for (Path folder : touched) {
            folders.sync(folder);
        }
        return new Shown(written, objects.size() - written.size());
    }

    @Override
    public void close() throws IOException {
        for (LakeObject object : objects) {
            Files.deleteIfExists(object.aside());
        }
    }

    private static boolean link(LakeObject object) throws IOException {
        try {
            Files.createLink(object.target(), object.aside());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system of the lake folder knows no hard links: use another one", e);
        }
    }

    private static long write(Path file, List<Row> rows) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                GZIPOutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
            OutputStream buffer = new BufferedOutputStream(gzip, BUFFER_BYTES);
            for (Row row : rows) {
                row.writeTo(buffer);
            }
            buffer.flush();
            gzip.finish();
            channel.force(true);
            return channel.size();
        }
    }

    /**
     * @param written what this call made visible
     * @param alreadyThere how many had their name taken
     */
    record Shown(List<LakeObject> written, int alreadyThere) {
    }
}
