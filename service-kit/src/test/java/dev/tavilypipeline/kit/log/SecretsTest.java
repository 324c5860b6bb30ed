package dev.tavilypipeline.kit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "uri=mongodb://app:pass-word@db1:27017,db2:27017/x",
            "uri=mongodb+srv://app:pass-word@cluster.example/?w=majority",
            "url \"http://app:pass-word@collector:8082\" is away",
            "url http://app:a/b@pass-word@collector:8082",
            "url http://:pass-word@collector",
            "url https://pass-word@collector/",
            "sasl.jaas.config=org.apache.kafka.x.PlainLoginModule required username=\"a\" password=\"pass-word\";",
            "x?password=pass-word&b=c",
            "Authorization: Bearer pass-word" })
    void shouldMaskSecrets(String text) {
        assertThat(Secrets.mask(text)).doesNotContain("pass-word").contains("…");
    }

    @ParameterizedTest
    @ValueSource(strings = { "url http://localhost:8082/runs?limit=5", "https://example.com/@user",
            "total_tokens=5 a@b.example", "missing=TAVILY_API_KEY" })
    void shouldLeaveOtherTextAlone(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void shouldMaskTheRecordAndItsExceptions() {
        LogRecord record = new ExtLogRecord(Level.SEVERE, "refused %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] { "mongodb://app:pass-word@db" });
        record.setThrown(new IllegalStateException("closed", new IOException("no answer of http://app:pass-word@db")));
        LogText line = new LogText(record);

        Secrets.mask(line);

        assertThat(new LogText(line.record()).text()).isEqualTo("refused mongodb://…@db");
        assertThat(line.record().getThrown()).hasToString("java.lang.IllegalStateException: closed")
                .cause().hasToString("java.io.IOException: no answer of http://…@db");
        assertThat(line.record().getThrown().getStackTrace()).isNotEmpty();
    }
}
