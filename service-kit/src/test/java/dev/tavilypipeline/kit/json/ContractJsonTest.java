package dev.tavilypipeline.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;

class ContractJsonTest {

    private static final String CANCEL = """
            {"run_id":"019cade2-1238-7c4e-9b1f-5a2d8e6f3c70","requested_at":"2026-03-02T09:30:01.400Z"}""";

    @Test
    void shouldRefuseAJobThatIsTooLarge() {
        String job = "{\"run_id\":\"0190c7d4-0000-7000-8000-000000000001\",\"query\":\"Acme\",\"requested_at\":"
                + "\"2026-01-31T12:00:00Z\",\"max_sources\":5,\"deliver\":true,\"unknown\":\"%s\"}";
        byte[] small = job.formatted("x".repeat(ResearchJob.MAX_BYTES - 1_000)).getBytes(UTF_8);
        byte[] large = job.formatted("x".repeat(600_000)).getBytes(UTF_8);

        assertThat(ContractJson.readJob(small).query()).isEqualTo("Acme");
        assertThatThrownBy(() -> ContractJson.readJob(large)).isInstanceOf(UnreadableRecordException.class)
                .hasMessage("a job may have 65536 bytes, this one has " + large.length);
    }

    @Test
    void shouldRefuseARecordWithoutAValue() {
        assertThatThrownBy(() -> ContractJson.read(null, ResearchJob.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("the record has no value");
        assertThatThrownBy(() -> ContractJson.readTree(null))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("the record has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "null", "[]", "\"OpenAI\"", "5" })
    void shouldRefuseWhatIsNoObject(String json) {
        assertThatThrownBy(() -> ContractJson.read(json.getBytes(UTF_8), ResearchJob.class))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "null", "{", "{} {}" })
    void shouldRefuseWhatIsNoTree(String json) {
        assertThatThrownBy(() -> ContractJson.readTree(json.getBytes(UTF_8))).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldRefuseWhatStandsBehindTheRecord() {
        assertThatThrownBy(() -> ContractJson.read((CANCEL + "{}").getBytes(UTF_8), CancelRequested.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("something stands behind its end");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "run_id       | ``                    | field 'run_id': not a valid UUID",
            "run_id       | ` `                   | field 'run_id': not a valid UUID",
            "run_id       | acme-run              | field 'run_id': not a valid UUID",
            "requested_at | ``                    | field 'requested_at': not a valid time in UTC",
            "requested_at | 2026-01-31 12:00:00Z  | field 'requested_at': not a valid time in UTC",
            "requested_at | acme-yesterday        | field 'requested_at': not a valid time in UTC" })
    void shouldNameAFieldWithTheWrongText(String field, String text, String reason) {
        String json = ContractJson.readTree(CANCEL.getBytes(UTF_8)).get(field).asText();

        assertThatThrownBy(() -> ContractJson.read(CANCEL.replace(json, text).getBytes(UTF_8), CancelRequested.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1970-01-01T00:00:00Z", "2026-02-28T23:59:59.999999999Z", "2024-02-29T12:00:00.5Z",
            "2026-01-31T12:00:00.123456Z", "2199-12-31T23:59:59.999Z", "2016-12-31T23:59:60Z",
            "2026-01-31T24:00:00Z", "2026-01-31T12:00:00+01:00" })
    void shouldReadATimeAsTheJdkDoes(String time) {
        String written = ContractJson.readTree(CANCEL.getBytes(UTF_8)).get("requested_at").asText();

        assertThat(ContractJson.read(CANCEL.replace(written, time).getBytes(UTF_8), CancelRequested.class).requestedAt())
                .isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2200-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z" })
    void shouldRefuseATimeThatSomeStoreOrClockCannotBear(String time) {
        String written = ContractJson.readTree(CANCEL.getBytes(UTF_8)).get("requested_at").asText();

        assertThatThrownBy(() -> ContractJson.read(CANCEL.replace(written, time).getBytes(UTF_8), CancelRequested.class))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("CancelRequested: field 'requested_at' is not within the years 1970 to 2199");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "1e400 | 1 | field 'total_latency_ms' must be a time of 0 or more",
            "\"NaN\" | 1 | field 'total_latency_ms' must be a time of 0 or more",
            "-1    | 1 | field 'total_latency_ms' must be a time of 0 or more",
            "1     | -1 | field 'steps' must be 0 to 1000000",
            "1     | 2147483647 | field 'steps' must be 0 to 1000000" })
    void shouldRefuseANumberThatCannotBeCounted(String latency, String steps, String reason) {
        String finished = """
                {"type":"run_finished","run_id":"019cade2-1238-7c4e-9b1f-5a2d8e6f3c70","status":"success","calls":0,
                "execution_id":"019cade2-1238-7c4e-9b1f-5a2d8e6f3c70","occurred_at":"2026-03-02T09:30:01.400Z",
                "started_at":"2026-03-02T09:30:01.400Z","total_latency_ms":%s,"steps":%s}""".formatted(latency, steps);

        assertThatThrownBy(() -> ContractJson.read(finished.getBytes(UTF_8), RunEvent.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("RunFinished: " + reason);
    }

    @Test
    void shouldNotTakeANumberForATime() {
        String time = ContractJson.readTree(CANCEL.getBytes(UTF_8)).get("requested_at").toString();

        assertThatThrownBy(() -> ContractJson.read(CANCEL.replace(time, "1772443800").getBytes(UTF_8), CancelRequested.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("field 'requested_at': not a valid time in UTC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"max_sources\": \"acme\" | field 'max_sources': not a valid whole number",
            "\"max_sources\": 1.9      | field 'max_sources': not a valid whole number",
            "\"max_sources\": 99999999999 | field 'max_sources': not a valid whole number",
            "\"max_sources\": 0        | ResearchJob: field 'max_sources' must be positive",
            "\"max_sources\": [\"acme\"] | field 'max_sources': not a valid whole number",
            "\"query\": {\"acme\": 1}  | field 'query': not a valid string",
            "\"query\": acme           | not valid JSON at line 1, column 11",
            "\"deliver\": \"acme\"     | field 'deliver': not a valid boolean" })
    void shouldRepeatNothingOfTheContent(String member, String reason) {
        String job = "{" + member.strip() + ", \"run_id\": \"019cade2-1238-7c4e-9b1f-5a2d8e6f3c70\","
                + "\"requested_at\": \"2026-03-02T09:30:01.400Z\""
                + (member.contains("query") ? "" : ", \"query\": \"OpenAI\"")
                + (member.contains("max_sources") ? "" : ", \"max_sources\": 5")
                + (member.contains("deliver") ? "" : ", \"deliver\": true") + "}";

        assertThatThrownBy(() -> ContractJson.read(job.getBytes(UTF_8), ResearchJob.class))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage(reason);
    }

    @Test
    void shouldNameThePlaceOfAFaultDeepInside() {
        String event = """
                {"type":"run_started","job":{"run_id":
                "OpenAI, or so""";

        assertThatThrownBy(() -> ContractJson.read(event.getBytes(UTF_8), RunEvent.class))
                .isInstanceOf(UnreadableRecordException.class)
                .message().contains("not valid JSON at line 2").doesNotContain("OpenAI");
    }

    @Test
    void shouldRefuseAnEnumByItsNumber() {
        String step = """
                {"type":"step_started","run_id":"019cade2-1238-7c4e-9b1f-5a2d8e6f3c70","step_name":0,
                "execution_id":"019cade2-1238-7c4e-9b1f-5a2d8e6f3c70","occurred_at":"2026-03-02T09:30:01.400Z"}""";

        assertThatThrownBy(() -> ContractJson.read(step.getBytes(UTF_8), RunEvent.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("field 'step_name': not a valid StepName");
    }

    @Test
    void shouldTellAnUnknownTypeFromAMissingOne() {
        assertThatThrownBy(() -> ContractJson.read("{\"type\":\"run_paused\"}".getBytes(UTF_8), RunEvent.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("unknown type 'run_paused'")
                .hasCauseInstanceOf(InvalidTypeIdException.class);
        assertThatThrownBy(() -> ContractJson.read("{}".getBytes(UTF_8), RunEvent.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("required field 'type' is missing");
    }

    @Test
    void shouldCutALongUnknownType() {
        String json = "{\"type\":\"" + "x".repeat(100_000) + "\"}";

        assertThatThrownBy(() -> ContractJson.read(json.getBytes(UTF_8), RunEvent.class))
                .message().hasSizeLessThan(100);
    }

    @Test
    void shouldRefuseBytesThatAreNoUtf8() {
        byte[] json = CANCEL.replace("}", ",\"requested_by\":\"?\"}").getBytes(UTF_8);
        json[CANCEL.length() + 16] = (byte) 0xFF;

        assertThatThrownBy(() -> ContractJson.read(json, CancelRequested.class)).isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE" })
    void shouldNotGuessAtAnotherEncoding(String encoding) {
        assertThatThrownBy(() -> ContractJson.read(CANCEL.getBytes(Charset.forName(encoding)), CancelRequested.class))
                .isInstanceOf(UnreadableRecordException.class).hasMessage("not UTF-8");
    }

    @Test
    void shouldKeepEveryDigitOfMoneyInATree() {
        String money = "{\"cost_usd\":0.1234567890123456789000}";

        assertThat(ContractJson.readTree(money.getBytes(UTF_8)).get("cost_usd").decimalValue())
                .isEqualTo(new BigDecimal("0.1234567890123456789000"));
    }

    @Test
    void shouldWriteMoneyWithoutAnExponentAndTimesAsText() {
        assertThat(new String(ContractJson.write(new BigDecimal("0.00000001")), UTF_8)).isEqualTo("0.00000001");
        assertThat(new String(ContractJson.write(Instant.parse("2026-03-02T09:30:00.123456Z")), UTF_8))
                .isEqualTo("\"2026-03-02T09:30:00.123456Z\"");
    }

    @Test
    void shouldKeepTextOfAnyScript() {
        CancelRequested cancel = new CancelRequested(UUID.randomUUID(), Instant.EPOCH, "東京 😀 \u0000 \"quoted\"");

        assertThat(ContractJson.read(ContractJson.write(cancel), CancelRequested.class)).isEqualTo(cancel);
    }
}
