package dev.tavilypipeline.bridge.deliver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.bridge.LogCapture;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.DestinationContract;
import dev.tavilypipeline.bridge.deliver.MutableClock;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class LakeDestinationTest extends DestinationContract {

    private static final String RUNS_HOUR = "runs/2026/03/01/23/";

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeTopicId topicId = new FakeTopicId("topicA");
    private final MutableClock clock = new MutableClock(Instant.now());
    private Destination destination;

    @Override
    protected Destination destination() {
        if (destination == null) {
            destination = new LakeDestination(root(), clock, topicId, registry);
        }
        return destination;
    }

    @Override
    protected void assertDelivered(List<PartitionRows> batch) throws IOException {
        for (Table table : Table.values()) {
            List<String> expected = batch.stream()
                    .flatMap(rows -> rows.rows().getOrDefault(table, List.of()).stream()).map(Lines::of).toList();
            assertThat(lake().rows(table.prefix())).containsAll(expected);
        }
        assertThat(stagedFiles()).isEmpty();
    }

    @Test
    void shouldNameObjectsByHourTopicPartitionAndOffsets() throws IOException, InterruptedException {
        destination().deliver(List.of(rows(11, 40, 3)));

        String name = "2026/03/01/23/topicA-11-40-42.json.gz";
        assertThat(lake().objects("runs")).containsExactly("runs/" + name);
        assertThat(lake().objects("steps")).containsExactly("steps/" + name);
        assertThat(lake().objects("calls")).containsExactly("calls/" + name);
    }

    @Test
    void shouldWriteOneObjectATableAndPartition() throws IOException, InterruptedException {
        destination().deliver(List.of(rows(0, 0, 3), rows(1, 0, 2)));

        assertThat(lake().objects("calls")).hasSize(2);
        assertThat(lake().lines("calls/2026/03/01/23/topicA-0-0-2.json.gz")).hasSize(6);
        assertThat(counted("pipeline.bridge.objects", "calls")).isEqualTo(2);
        long stored = Files.size(root().resolve(RUNS_HOUR + "topicA-0-0-2.json.gz"))
                + Files.size(root().resolve(RUNS_HOUR + "topicA-1-0-1.json.gz"));
        assertThat(counted("pipeline.bridge.bytes", "runs")).isEqualTo((double) stored);
    }

    @Test
    void shouldWriteNoObjectForATableWithoutRows() throws IOException, InterruptedException {
        PartitionRows rows = rows(0, 0, 1);
        PartitionRows withoutCalls = new PartitionRows(0, 0, 0, rows.firstTimestamp(),
                Map.of(Table.RUNS, rows.rows().get(Table.RUNS)));

        destination().deliver(List.of(withoutCalls));

        assertThat(lake().objects("runs")).hasSize(1);
        assertThat(root().resolve("calls")).doesNotExist();
    }

    @Test
    void shouldNotOverwriteAnObject() throws IOException, InterruptedException {
        Path there = root().resolve(RUNS_HOUR + "topicA-0-5-5.json.gz");
        Files.createDirectories(there.getParent());
        Files.writeString(there, "written by another bridge");

        destination().deliver(List.of(rows(0, 5, 1)));

        assertThat(there).hasContent("written by another bridge");
        assertThat(counted("pipeline.bridge.objects", "runs")).isZero();
        assertThat(counted("pipeline.bridge.objects", "steps")).isEqualTo(1);
        assertThat(stagedFiles()).isEmpty();
    }

    @Test
    void shouldTellARecreatedTopicsRecordsFromTheOldOnes() throws IOException, InterruptedException {
        PartitionRows ofTheOldTopic = rows(0, 0, 1);
        PartitionRows ofTheNewTopic = rows(0, 0, 1);
        destination().deliver(List.of(ofTheOldTopic));
        topicId.changesTo("topicB");

        destination().deliver(List.of(ofTheNewTopic));

        assertDelivered(List.of(ofTheOldTopic, ofTheNewTopic));
        assertThat(lake().objects("runs")).containsExactly(RUNS_HOUR + "topicA-0-0-0.json.gz",
                RUNS_HOUR + "topicB-0-0-0.json.gz");
    }

    @Test
    void shouldPublishNothingWhileTheFolderIsNotWritableAndDeliverWhenItIs() throws IOException, InterruptedException {
        Files.createDirectories(root().getParent());
        Files.writeString(root(), "a file where the folder should be");
        List<PartitionRows> batch = List.of(rows(0, 0, 2));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> destination().deliver(batch));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> destination().check());

        Files.delete(root());
        destination().check();
        destination().deliver(batch);
        assertDelivered(batch);
    }

    @Test
    void shouldContinueAfterABatchThatWasPublishedInPart() throws IOException, InterruptedException {
        Files.createDirectories(root());
        Files.writeString(root().resolve("calls"), "a file where the folder should be");
        List<PartitionRows> batch = List.of(rows(0, 0, 2));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> destination().deliver(batch));
        assertThat(stagedFiles()).isEmpty();

        Files.delete(root().resolve("calls"));
        destination().deliver(batch);
        assertDelivered(batch);
        assertThat(lake().objects("runs")).hasSize(1);
    }

    @Test
    void shouldLeaveNothingBehindWhenWritingFails() throws IOException, InterruptedException {
        List<Row> rows = rows(0, 0, 2).rows().get(Table.RUNS);
        List<Row> failing = new AbstractList<>() {
            @Override
            public Row get(int index) {
                if (index == 1) {
                    throw new UncheckedIOException(new IOException("no space left"));
                }
                return rows.get(index);
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
        PartitionRows batch = new PartitionRows(0, 0, 1, Instant.EPOCH, Map.of(Table.RUNS, failing));

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> destination().deliver(List.of(batch)));

        assertThat(lake().objects("runs")).isEmpty();
        assertThat(stagedFiles()).isEmpty();
    }

    @Test
    void shouldDeleteLeftoversOfACrashButNoFileThatIsBeingWritten() throws IOException, InterruptedException {
        Path staging = Files.createDirectories(root().resolve(LakeDestination.STAGING));
        Path leftover = Files.writeString(staging.resolve("crashed.json.gz"), "half");
        Path beingWritten = Files.writeString(staging.resolve("another-bridge.json.gz"), "half");
        Files.setLastModifiedTime(leftover, FileTime.from(clock.instant().minus(LakeDestination.LEFTOVER_AGE).minusSeconds(1)));

        destination().deliver(List.of(rows(0, 0, 1)));

        assertThat(leftover).doesNotExist();
        assertThat(beingWritten).exists();
    }

    @Test
    void shouldDeleteLeftoversAgainLater() throws IOException, InterruptedException {
        destination().deliver(List.of(rows(0, 0, 1)));
        Path leftover = Files.writeString(root().resolve(LakeDestination.STAGING).resolve("crashed.json.gz"), "half");
        clock.advance(LakeDestination.LEFTOVER_AGE.plusMinutes(1));

        destination().deliver(List.of(rows(0, 1, 1)));

        assertThat(leftover).doesNotExist();
    }

    @Test
    void shouldWriteFilesThatOthersCanRead() throws IOException, InterruptedException {
        destination().deliver(List.of(rows(0, 0, 1)));

        Path object = root().resolve(RUNS_HOUR + "topicA-0-0-0.json.gz");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(Files.getPosixFilePermissions(object)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void shouldSayThatTheFileSystemHasNoHardLinksWhileItIsIdle() throws IOException, InterruptedException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("lake.zip"), Map.of("create", "true"))) {
            Path root = Files.createDirectory(zip.getPath("/lake"));
            Destination lake = new LakeDestination(root, clock, topicId, registry);

            assertThatExceptionOfType(IOException.class).isThrownBy(lake::check)
                    .withMessageStartingWith("the file system makes no hard link to /lake/.tmp (")
                    .withMessageEndingWith("set PIPELINE_LAKE_DIR to a folder of one file system that supports hard links");
            assertThat(root.resolve(LakeDestination.STAGING)).isEmptyDirectory();
        }
    }

    @Test
    void shouldSayThatATableIsOnAFileSystemThatCannotBeLinked() throws IOException, InterruptedException {
        Path other = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)),
                "there is no second file system");
        Path elsewhere = Files.createTempDirectory(other, "lake-");
        Files.createSymbolicLink(Files.createDirectories(root()).resolve("runs"), elsewhere);
        try {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> destination().deliver(List.of(rows(0, 0, 1))))
                    .withMessageStartingWith(
                            "the file system makes no hard link to " + root().resolve(LakeDestination.STAGING));
        } finally {
            try (Stream<Path> files = Files.walk(elsewhere)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT3H", "PT26H", "P30D" })
    void shouldWriteRecordsStampedAheadToTheirHourAndWarnOnce(Duration ahead) throws IOException, InterruptedException {
        Instant stamped = Instant.now().plus(ahead);
        List<String> warnings = new ArrayList<>();
        Handler handler = new LogCapture(warnings);
        Logger logger = Logger.getLogger(ObjectDestination.class.getName());
        logger.addHandler(handler);
        try {
            destination().deliver(List.of(stampedAt(0, stamped)));
            destination().deliver(List.of(stampedAt(1, stamped)));
        } finally {
            logger.removeHandler(handler);
        }

        String hour = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC).format(stamped);
        assertThat(lake().objects("runs")).containsExactly("runs/" + hour + "/topicA-0-0-0.json.gz",
                "runs/" + hour + "/topicA-0-1-1.json.gz");
        assertThat(warnings).singleElement().asString().contains("partition=0 offset=0 timestamp=" + stamped);
    }

    @Test
    void shouldNotWarnOfRecordsThatAreNotStampedAhead() throws IOException, InterruptedException {
        List<String> warnings = new ArrayList<>();
        Handler handler = new LogCapture(warnings);
        Logger logger = Logger.getLogger(ObjectDestination.class.getName());
        logger.addHandler(handler);
        try {
            destination().deliver(List.of(stampedAt(0, Instant.now())));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void shouldDeliverBatchesInParallel() {
        destination();

        IntStream.range(0, 200).parallel().forEach(offset -> {
            try {
                destination().deliver(List.of(stampedAt(offset, Instant.EPOCH.plus(Duration.ofHours(offset % 20)))));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(counted("pipeline.bridge.objects", "runs")).isEqualTo(200);
    }

    private PartitionRows stampedAt(long offset, Instant timestamp) {
        PartitionRows rows = rows(0, offset, 1);
        return new PartitionRows(0, offset, offset, timestamp, rows.rows());
    }

    private Path root() {
        return folder.resolve("data/lake");
    }

    private LakeReader lake() {
        return new LakeReader(root());
    }

    private List<Path> stagedFiles() throws IOException {
        Path staging = root().resolve(LakeDestination.STAGING);
        try (Stream<Path> files = Files.isDirectory(staging) ? Files.list(staging) : Stream.empty()) {
            return files.toList();
        }
    }

    private double counted(String meter, String table) {
        return registry.get(meter).tag("table", table).counter().count();
    }
}
