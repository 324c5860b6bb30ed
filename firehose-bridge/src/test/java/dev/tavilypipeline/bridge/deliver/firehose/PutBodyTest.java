package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PutBodyTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property(tries = 200)
    void shouldContainTheStreamAndEveryRecord(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 2, max = 50) Integer> sizes) throws IOException {
        assertThatAllIsContained(sizes, new Packer.Limits(60, 500, 2_000));
    }

    /** Sizes around that of the pieces in which a record is encoded. */
    @Property(tries = 30)
    void shouldContainLongRecords(@ForAll @Size(min = 1, max = 9) List<@IntRange(min = 24_570, max = 24_580) Integer> sizes)
            throws IOException {
        assertThatAllIsContained(sizes, new Packer.Limits(100_000, 500, 400_000));
    }

    private static void assertThatAllIsContained(List<Integer> sizes, Packer.Limits limits) throws IOException {
        List<Row> rows = IntStream.range(0, sizes.size()).mapToObj(i -> TestRows.of(Table.RUNS, i, sizes.get(i))).toList();
        PutRequest request = new Packer(rows, limits).next();

        JsonNode body = MAPPER.readTree(PutBody.of("kpi-runs", request));

        assertThat(body.get("DeliveryStreamName").asText()).isEqualTo("kpi-runs");
        assertThat(body.get("Records")).hasSize(request.size());
        for (int i = 0; i < request.size(); i++) {
            assertThat(body.get("Records").get(i).get("Data").binaryValue()).asString(UTF_8)
                    .isEqualTo(RecordText.of(request.records().get(i)));
        }
    }
}
