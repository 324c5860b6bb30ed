package dev.tavilypipeline.bridge.deliver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            destination = new ObjectDestination(new LakeFolder(root(), clock), ObjectDestination.OFTEN, topicId,
                    new ObjectMetrics(registry));
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
        assertThat(asideFiles()).isEmpty();
    }

    @Test
    void shouldNameObjectsByHourTopicPartitionAndOffsets() throws IOException {
        destination().deliver(List.of(rows(11, 40, 3)));

        String name = "2026/03/01/23/topicA-11-40-42.json.gz";
        assertThat(lake().objects("runs")).containsExactly("runs/" + name);
        assertThat(lake().objects("steps")).containsExactly("steps/" + name);
        assertThat(lake().objects("calls")).containsExactly("calls/" + name);
    }

    @Test
    void shouldWriteOneObjectATableAndPartition() throws IOException {
        destination().deliver(List.of(rows(0, 0, 3), rows(1, 0, 2)));

        assertThat(lake().objects("calls")).hasSize(2);
        assertThat(lake().lines("calls/2026/03/01/23/topicA-0-0-2.json.gz")).hasSize(6);
        assertThat(counted("pipeline.bridge.objects", "calls")).isEqualTo(2);
        long stored = Files.size(root().resolve(RUNS_HOUR + "topicA-0-0-2.json.gz"))
                + Files.size(root().resolve(RUNS_HOUR + "topicA-1-0-1.json.gz"));
        assertThat(counted("pipeline.bridge.bytes", "runs")).isEqualTo((double) stored);
    }

    @Test
    void shouldWriteNoObjectForATableWithoutRows() throws IOException {
        PartitionRows rows = rows(0, 0, 1);
        PartitionRows withoutCalls = new PartitionRows(0, 0, 0, rows.firstTimestamp(),
                Map.of(Table.RUNS, rows.rows().get(Table.RUNS)));

        destination().deliver(List.of(withoutCalls));

        assertThat(lake().objects("runs")).hasSize(1);
        assertThat(root().resolve("calls")).doesNotExist();
    }

    @Test
    void shouldLeaveAnObjectThatIsThereAsItIs() throws IOException {
        Path there = root().resolve(RUNS_HOUR + "topicA-0-5-5.json.gz");
        Files.createDirectories(there.getParent());
        Files.writeString(there, "written by another bridge");

        destination().deliver(List.of(rows(0, 5, 1)));

        assertThat(there).hasContent("written by another bridge");
        assertThat(counted("pipeline.bridge.objects", "runs")).isZero();
        assertThat(counted("pipeline.bridge.objects", "steps")).isEqualTo(1);
        assertThat(asideFiles()).isEmpty();
    }

    @Test
    void shouldNotTakeANewTopicsRecordsForTheOldOnes() throws IOException {
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
    void shouldShowNothingWhileTheFolderIsNotWritableAndDeliverWhenItIs() throws IOException {
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
    void shouldGoOnAfterABatchThatWasShownInPart() throws IOException {
        Files.createDirectories(root());
        Files.writeString(root().resolve("calls"), "a file where the folder should be");
        List<PartitionRows> batch = List.of(rows(0, 0, 2));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> destination().deliver(batch));
        assertThat(asideFiles()).isEmpty();

        Files.delete(root().resolve("calls"));
        destination().deliver(batch);
        assertDelivered(batch);
        assertThat(lake().objects("runs")).hasSize(1);
    }

    @Test
    void shouldLeaveNothingBehindWhereWritingFails() throws IOException {
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
        assertThat(asideFiles()).isEmpty();
    }

    @Test
    void shouldSweepUpWhatACrashLeftButNotWhatIsBeingWritten() throws IOException {
        Path aside = Files.createDirectories(root().resolve(LakeFolder.ASIDE));
        Path leftover = Files.writeString(aside.resolve("crashed.json.gz"), "half");
        Path beingWritten = Files.writeString(aside.resolve("another-bridge.json.gz"), "half");
        Files.setLastModifiedTime(leftover, FileTime.from(clock.instant().minus(LakeFolder.LEFTOVER_AGE).minusSeconds(1)));

        destination().deliver(List.of(rows(0, 0, 1)));

        assertThat(leftover).doesNotExist();
        assertThat(beingWritten).exists();
    }

    @Test
    void shouldSweepAgainInALongLife() throws IOException {
        destination().deliver(List.of(rows(0, 0, 1)));
        Path leftover = Files.writeString(root().resolve(LakeFolder.ASIDE).resolve("crashed.json.gz"), "half");
        clock.advance(LakeFolder.LEFTOVER_AGE.plusMinutes(1));

        destination().deliver(List.of(rows(0, 1, 1)));

        assertThat(leftover).doesNotExist();
    }

    @Test
    void shouldLetOthersReadWhatItWrites() throws IOException {
        destination().deliver(List.of(rows(0, 0, 1)));

        Path object = root().resolve(RUNS_HOUR + "topicA-0-0-0.json.gz");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(Files.getPosixFilePermissions(object)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    private Path root() {
        return folder.resolve("data/lake");
    }

    private LakeReader lake() {
        return new LakeReader(root());
    }

    private List<Path> asideFiles() throws IOException {
        Path aside = root().resolve(LakeFolder.ASIDE);
        try (Stream<Path> files = Files.isDirectory(aside) ? Files.list(aside) : Stream.empty()) {
            return files.toList();
        }
    }

    private double counted(String meter, String table) {
        return registry.get(meter).tag("table", table).counter().count();
    }
}
