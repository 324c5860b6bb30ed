package dev.tavilypipeline.bridge.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.bridge.Envelopes;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter.SplitEnvelope;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

class EnvelopeSplitterTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EnvelopeSplitter splitter = new EnvelopeSplitter();

    @Test
    void shouldKeepTheBytesOfEachRow() {
        RunEnvelope envelope = Envelopes.withCalls(2);

        SplitEnvelope split = split(ContractJson.write(envelope));

        List<String> expected = new ArrayList<>();
        expected.add("runs " + text(ContractJson.write(envelope.agentRun())));
        envelope.runSteps().forEach(step -> expected.add("steps " + text(ContractJson.write(step))));
        envelope.apiCalls().forEach(call -> expected.add("calls " + text(ContractJson.write(call))));
        assertThat(lines(split)).isEqualTo(expected);
        assertThat(split.emittedAt()).isEqualTo(envelope.emittedAt());
    }

    @Test
    void shouldKeepNumbersEscapesBlanksAndFieldsOfLaterVersions() {
        String run = "{ \"run_id\":\"r\", \"later\" : {\"a\":[1,{\"run_id\":null}]},\t\"cost_usd\":0.0080000,\"revision\":3,"
                + "\"e\":1E+2,\"text\":\"a \\\"quoted\\\" } { ] [ \\\\ \\u00e9 \\n \\/\" }";

        SplitEnvelope split = split(envelope(run, "", "").getBytes(UTF_8));

        assertThat(lines(split)).containsExactly("runs " + run);
    }

    @Test
    void shouldForwardTheRowsOfEarlierAndLaterCollectorsByTurns() {
        ObjectNode later = tree();
        ObjectNode earlier = later.deepCopy();
        ((ObjectNode) earlier.get("agent_run")).remove("unpriced_calls");
        for (String rows : List.of("run_steps", "api_calls")) {
            earlier.get(rows).forEach(row -> ((ObjectNode) row).remove(List.of("requested_at", "simulated")));
        }

        for (ObjectNode envelope : List.of(later, earlier, later, earlier)) {
            List<JsonNode> rows = new ArrayList<>(List.of(envelope.get("agent_run")));
            envelope.get("run_steps").forEach(rows::add);
            envelope.get("api_calls").forEach(rows::add);
            assertThat(trees(split(envelope.toString().getBytes(UTF_8)))).isEqualTo(MAPPER.createArrayNode().addAll(rows));
        }
    }

    @Test
    void shouldCountBytesAndNotCharacters() {
        String run = "{\"company_name\":\"Škoda 中文 🚀 \u2028 Ångström\",\"run_id\":\"ř\",\"revision\":3}";
        String call = "{\"call_id\":\"č\",\"query_used\":\"中文 🚀\",\"revision\":3}";

        SplitEnvelope split = split(envelope(run, "", call + " , " + call).getBytes(UTF_8));

        assertThat(split.rows()).extracting(EnvelopeSplitterTest::line).containsExactly(run, call, call);
    }

    @Test
    void shouldAcceptARunWithoutCalls() {
        SplitEnvelope split = split(ContractJson.write(Envelopes.withCalls(0)));

        assertThat(split.rows()).extracting(Row::table)
                .containsExactly(Table.RUNS, Table.STEPS, Table.STEPS, Table.STEPS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\n", "\r" })
    void shouldBringARowOnOneLineWithoutTouchingItsTokens(String lineBreak) {
        String run = "{" + lineBreak + "  \"run_id\" : \"r\"," + lineBreak
                + "  \"text\" : \"two  blanks, \\\" and \\\\\"," + lineBreak + "\t\"revision\" : 3, \"n\" : 0.10" + lineBreak
                + "}";

        SplitEnvelope split = split(envelope(run, "", "").getBytes(UTF_8));

        assertThat(lines(split)).containsExactly(
                "runs {\"run_id\":\"r\",\"text\":\"two  blanks, \\\" and \\\\\",\"revision\":3,\"n\":0.10}");
    }

    @Test
    void shouldSplitAPrettyPrintedEnvelopeIntoTheSameRows() throws IOException {
        byte[] plain = ContractJson.write(Envelopes.of("a \"b\" \\ {c} [d], e: f", 4, Instant.parse("2026-03-01T10:00:00Z")));
        String pretty = MAPPER.readTree(plain).toPrettyString();

        SplitEnvelope split = split(pretty.getBytes(UTF_8));

        assertThat(trees(split)).isEqualTo(trees(split(plain)));
        assertThat(lines(split)).hasSize(8).noneMatch(line -> line.contains("\n"));
    }

    @Test
    void shouldReadBehindAByteOrderMark() {
        String run = "{\"run_id\":\"r\",\"revision\":3}";

        SplitEnvelope split = split(('\uFEFF' + envelope(run, "", "")).getBytes(UTF_8));

        assertThat(lines(split)).containsExactly("runs " + run);
    }

    @ParameterizedTest
    @ValueSource(strings = { "run_id", "revision", "emitted_at", "agent_run", "run_steps", "api_calls" })
    void shouldNameTheFieldThatIsMissing(String field) {
        ObjectNode envelope = tree();
        envelope.remove(field);

        assertUnreadable(envelope.toString().getBytes(UTF_8), "RunEnvelope: required field '" + field + "' is missing");
    }

    @ParameterizedTest
    @CsvSource({ "run_id", "revision" })
    void shouldNameTheFieldThatTheRunsRowLacks(String field) {
        ObjectNode envelope = tree();
        ((ObjectNode) envelope.get("agent_run")).remove(field);

        assertUnreadable(envelope.toString().getBytes(UTF_8),
                "RunEnvelope: required field 'agent_run." + field + "' is missing");
    }

    @ParameterizedTest
    @CsvSource({ "run_steps, step_id", "run_steps, revision", "api_calls, call_id", "api_calls, revision" })
    void shouldNameTheFieldThatARowLacks(String rows, String field) {
        ObjectNode envelope = tree();
        ((ObjectNode) envelope.get(rows).get(1)).remove(field);

        assertUnreadable(envelope.toString().getBytes(UTF_8),
                "RunEnvelope: required field '" + rows + "[1]." + field + "' is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "run_id     | 7         | 'run_id' must be a text that is not empty",
            "run_id     | \"\"      | 'run_id' must be a text that is not empty",
            "revision   | \"7\"     | 'revision' must be a whole number",
            "revision   | 7.5       | 'revision' must be a whole number",
            "emitted_at | \"today\" | 'emitted_at' must be a UTC instant in ISO-8601",
            "emitted_at | \"0001-01-01T00:00:00Z\" | 'emitted_at' must be within the years 1970 to 2199",
            "agent_run  | null      | 'agent_run' must be an object",
            "agent_run  | []        | 'agent_run' must be an object",
            "run_steps  | {}        | 'run_steps' must be an array",
            "api_calls  | [7]       | 'api_calls[0]' must be an object",
            "api_calls  | [[]]      | 'api_calls[0]' must be an object" })
    void shouldNameTheFieldThatIsWrong(String field, String value, String complaint) throws JsonProcessingException {
        ObjectNode envelope = tree();
        envelope.set(field, MAPPER.readTree(value));

        assertUnreadable(envelope.toString().getBytes(UTF_8), "RunEnvelope: required field " + complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "agent_run | run_id | null", "api_calls | call_id | 7",
            "run_steps | step_id | \"\"" })
    void shouldRefuseARowWhoseKeyIsNone(String rows, String key, String value) throws JsonProcessingException {
        ObjectNode envelope = tree();
        JsonNode row = rows.equals("agent_run") ? envelope.get(rows) : envelope.get(rows).get(0);
        ((ObjectNode) row).set(key, MAPPER.readTree(value));

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> split(envelope.toString().getBytes(UTF_8)))
                .withMessageContaining(key + "' must be a text that is not empty");
    }

    @Test
    void shouldReadRowsWhoseFieldsAreOthersThanThoseOfTheRowsBefore() {
        split(ContractJson.write(Envelopes.withCalls(3)));
        List<String> rows = List.of("{\"call_id\":\"a\",\"revision\":1}",
                "{\"revision\":2,\"call_id\":\"b\",\"call_idx\":null}",
                "{\"call\":[{}],\"revision\":3,\"more\":{\"call_id\":7},\"call_id\":\"c\"}",
                "{\"revision\":4 , \"call_id\":\"d\"}",
                "{\"call_\\u0069d\":\"e\",\"revision\":5}");

        SplitEnvelope split = split(
                envelope("{\"revision\":1,\"run_id\":\"r\"}", "", String.join(",", rows)).getBytes(UTF_8));

        assertThat(split.rows().subList(1, 6)).extracting(EnvelopeSplitterTest::line).isEqualTo(rows);
        assertUnreadable(envelope("{\"revision\":1,\"run_ix\":\"r\"}", "", "").getBytes(UTF_8),
                "RunEnvelope: required field 'agent_run.run_id' is missing");
    }

    @Test
    void shouldRefuseWhatIsNoEnvelope() {
        assertUnreadable(null, "the record has no value");
        assertUnreadable(new byte[0], "RunEnvelope: not a JSON object");
        assertUnreadable("[]".getBytes(UTF_8), "RunEnvelope: not a JSON object");
        assertUnreadable("{\"run_id\":\"r\" oops".getBytes(UTF_8), "RunEnvelope: not valid JSON near byte 14");
        assertUnreadable((tree() + "{}").getBytes(UTF_8), "RunEnvelope: something stands behind its end");
        assertUnreadable(tree().toString().getBytes(StandardCharsets.UTF_16BE), "RunEnvelope: not UTF-8");
    }

    @Test
    void shouldRefuseAnEnvelopeCutAtAnyByte() {
        byte[] whole = ContractJson.write(Envelopes.of("Škoda", 1, Instant.parse("2026-03-01T10:00:00Z")));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> split(cut));
        }
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8InARow() {
        byte[] envelope = envelope("{\"run_id\":\"r\",\"revision\":3,\"text\":\"#\"}", "", "").getBytes(UTF_8);
        envelope[new String(envelope, UTF_8).indexOf('#')] = (byte) 0xFF;

        assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> split(envelope));
    }

    @ParameterizedTest
    @ValueSource(strings = { "ED A0 80", "C0 AF", "F5 80 80 80", "E2 82" })
    void shouldRefuseATextThatItOnlyPassesOver(String bytes) {
        byte[] wrong = HexFormat.ofDelimiter(" ").parseHex(bytes);
        byte[] envelope = envelope("{\"run_id\":\"r\",\"revision\":3,\"text\":\"####\"}", "", "").getBytes(UTF_8);
        System.arraycopy(wrong, 0, envelope, new String(envelope, UTF_8).indexOf('#'), wrong.length);

        assertUnreadable(envelope, "RunEnvelope: not UTF-8");
    }

    @Test
    void shouldRefuseWhatTheParserReadsNoFurther() {
        String reason = "RunEnvelope: nested too deep, or with a name or number that is too long";

        assertUnreadable(withRunField("\"n\":" + "1".repeat(1_001)), reason);
        assertUnreadable(withRunField("\"n\":" + "[".repeat(1_001) + "]".repeat(1_001)), reason);
        assertUnreadable(withRunField("\"" + "n".repeat(50_001) + "\":1"), reason);
    }

    private static byte[] withRunField(String field) {
        return envelope("{\"run_id\":\"r\",\"revision\":3," + field + "}", "", "").getBytes(UTF_8);
    }

    @Test
    void shouldNotTellTheContentInItsReason() {
        byte[] envelope = "{\"run_id\": Secret Company".getBytes(UTF_8);

        assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> split(envelope))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Secret"));
    }

    private SplitEnvelope split(byte[] envelope) {
        return splitter.split(7, 42, envelope);
    }

    private void assertUnreadable(byte[] envelope, String reason) {
        assertThatExceptionOfType(UnreadableRecordException.class).isThrownBy(() -> split(envelope))
                .withMessage(reason);
    }

    private static ObjectNode tree() {
        return (ObjectNode) ContractJson.readTree(ContractJson.write(Envelopes.withCalls(2)));
    }

    private static String envelope(String run, String steps, String calls) {
        return "{\"run_id\":\"r\",\"revision\":3,\"emitted_at\":\"2026-03-01T10:00:00Z\",\"agent_run\":" + run
                + ",\"run_steps\":[" + steps + "],\"api_calls\":[" + calls + "]}";
    }

    private static List<String> lines(SplitEnvelope split) {
        return split.rows().stream().map(row -> row.table().prefix() + " " + line(row)).toList();
    }

    private static ArrayNode trees(SplitEnvelope split) {
        ArrayNode trees = MAPPER.createArrayNode();
        split.rows().forEach(row -> trees.add(ContractJson.readTree(line(row).getBytes(UTF_8))));
        return trees;
    }

    private static String line(Row row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            row.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String line = out.toString(UTF_8);
        assertThat(line).endsWith("\n");
        return line.substring(0, line.length() - 1);
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
