package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.bridge.pack.Call;
import dev.tavilypipeline.bridge.pack.CallLimits;
import dev.tavilypipeline.bridge.pack.Packer;
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
    void shouldSayTheStreamAndEveryRecord(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 2, max = 50) Integer> sizes) throws IOException {
        List<Row> rows = IntStream.range(0, sizes.size()).mapToObj(i -> TestRows.of(Table.RUNS, i, sizes.get(i))).toList();
        Call call = new Packer(rows, new CallLimits(60, 500, 2_000)).next();

        JsonNode body = MAPPER.readTree(PutBody.of("kpi-runs", call));

        assertThat(body.get("DeliveryStreamName").asText()).isEqualTo("kpi-runs");
        assertThat(body.get("Records")).hasSize(call.size());
        for (int i = 0; i < call.size(); i++) {
            assertThat(body.get("Records").get(i).get("Data").binaryValue()).isEqualTo(call.records().get(i).bytes());
        }
    }
}
