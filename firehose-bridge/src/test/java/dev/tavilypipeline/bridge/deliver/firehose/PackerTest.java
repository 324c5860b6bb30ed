package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PackerTest {

    @Property
    void shouldPackEveryRowOnceAndInOrderWithinTheLimits(
            @ForAll @Size(max = 200) List<@IntRange(min = 2, max = 100) Integer> sizes,
            @ForAll @IntRange(min = 100, max = 300) int recordBytes, @ForAll @IntRange(min = 1, max = 7) int records,
            @ForAll @IntRange(min = 300, max = 900) int requestBytes) {
        List<Row> rows = rows(sizes);

        List<PutRequest> requests = pack(rows, new Packer.Limits(recordBytes, records, requestBytes));

        assertThat(text(requests)).isEqualTo(rows.stream().map(row -> TestRows.text(row) + "\n").collect(Collectors.joining()));
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.size()).isBetween(1, records);
            assertThat(request.bytes()).isLessThanOrEqualTo(requestBytes);
            assertThat(request.records()).allSatisfy(record -> assertThat(record.size()).isBetween(1, recordBytes));
        });
    }

    @Property
    void shouldHalveDownToTheSingleRowsWithoutLosingAny(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 2, max = 100) Integer> sizes) {
        List<Row> rows = rows(sizes);
        PutRequest request = pack(rows, new Packer.Limits(200, 500, 1_000_000)).get(0);

        List<PutRequest> alone = new ArrayList<>();
        halve(request, alone);

        assertThat(alone).allSatisfy(one -> assertThat(one.records().get(0).rows()).hasSize(1));
        assertThat(alone.stream().map(one -> one.records().get(0).rows().get(0))).containsExactlyElementsOf(rows);
    }

    @Property(tries = 20)
    void shouldHaveNextToNothingRoundedUp(@ForAll @IntRange(min = 100, max = 2_000) int rowBytes) {
        List<Row> rows = TestRows.some(Table.CALLS, 6_000_000 / rowBytes, rowBytes);

        List<PutRequest.FirehoseRecord> records = pack(rows, Packer.Limits.FIREHOSE).stream()
                .flatMap(request -> request.records().stream())
                .toList();

        long real = records.stream().mapToLong(PutRequest.FirehoseRecord::size).sum();
        assertThat(new PutRequest(records).billedBytes()).isBetween(real, real * 105 / 100);
    }

    @Example
    void shouldFillACallToTheBrim() {
        List<PutRequest> requests = pack(TestRows.some(Table.RUNS, 4096, 1024), Packer.Limits.FIREHOSE);

        assertThat(requests).singleElement()
                .satisfies(request -> assertThat(request.records()).extracting(PutRequest.FirehoseRecord::size)
                        .containsExactly(1_024_000, 1_024_000, 1_024_000, 1_024_000, 98_304));
    }

    @Example
    void shouldBillWholeSteps() {
        assertThat(IntStream.of(2, 5120, 5121).mapToObj(size -> PutRequest.of(TestRows.of(Table.RUNS, 1, size)).billedBytes()))
                .containsExactly(5120L, 5120L, 10240L);
    }

    @Example
    void shouldRefuseARowThatFitsNowhere() {
        Packer packer = new Packer(TestRows.some(Table.RUNS, 1, 101), new Packer.Limits(100, 1, 100));

        assertThatIllegalArgumentException().isThrownBy(packer::next).withMessageContaining("a row of 101 bytes");
    }

    private static List<Row> rows(List<Integer> sizes) {
        return IntStream.range(0, sizes.size()).mapToObj(i -> TestRows.of(Table.STEPS, i, sizes.get(i))).toList();
    }

    private static List<PutRequest> pack(List<Row> rows, Packer.Limits limits) {
        List<PutRequest> requests = new ArrayList<>();
        for (Packer packer = new Packer(rows, limits); packer.hasNext();) {
            requests.add(packer.next());
        }
        return requests;
    }

    private static void halve(PutRequest request, List<PutRequest> alone) {
        List<PutRequest> halves = request.halves();
        if (halves.size() == 1) {
            alone.add(request);
        } else {
            halves.forEach(half -> halve(half, alone));
        }
    }

    private static String text(List<PutRequest> requests) {
        return requests.stream().flatMap(request -> request.records().stream()).map(record -> RecordText.of(record))
                .collect(Collectors.joining());
    }
}
