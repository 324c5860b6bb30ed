package dev.tavilypipeline.kit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithName;

class SettingsCustomizerTest {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("sample.concurrency", "${SAMPLE_CONCURRENCY:16}"),
            Map.entry("sample.grace", "${SAMPLE_GRACE:30s}"),
            Map.entry("sample.anonymous", "${SAMPLE_ANONYMOUS:false}"),
            Map.entry("sample.destination", "${SAMPLE_DESTINATION:lake}"),
            Map.entry("sample.url", "${SAMPLE_URL:http://localhost:8080}"),
            Map.entry("sample.keep", "${SAMPLE_KEEP:}"),
            Map.entry("sample.mib", "${SAMPLE_MIB:}"),
            Map.entry("sample.port", "${platform.port}"),
            Map.entry("platform.port", "${PIPELINE_SAMPLE_PORT:8081}"),
            Map.entry("sample.rate", "${SAMPLE_RATE:0.5}"),
            Map.entry("sample.login.user-name", "${SAMPLE_USER:}"),
            Map.entry("sample.row.limit", "${SAMPLE_ROW_LIMIT:5}"));

    @Test
    void shouldReadValidSettings() {
        Sample sample = start(Map.of("SAMPLE_KEEP", "90d", "SAMPLE_GRACE", "1ms", "SAMPLE_CONCURRENCY", "1000"));

        assertThat(sample.keep()).contains(Duration.ofDays(90));
        assertThat(sample.grace()).isEqualTo(Duration.ofMillis(1));
        assertThat(sample.concurrency()).isEqualTo(1000);
        assertThat(sample.destination()).isEqualTo(DestinationName.LAKE);
        assertThat(sample.mib()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "SAMPLE_CONCURRENCY|0|give 1 to 1000",
            "SAMPLE_CONCURRENCY|1001|give 1 to 1000",
            "SAMPLE_CONCURRENCY|many|give 1 to 1000",
            "SAMPLE_CONCURRENCY|99999999999|give 1 to 1000",
            "SAMPLE_CONCURRENCY|''|give 1 to 1000",
            "SAMPLE_GRACE|-1s|give a time above zero, such as 500ms, 10s or 2m",
            "SAMPLE_GRACE|0s|give a time above zero, such as 500ms, 10s or 2m",
            "SAMPLE_GRACE|soon|give a time above zero, such as 500ms, 10s or 2m",
            "SAMPLE_ANONYMOUS|maybe|use true or false",
            "SAMPLE_KEEP|59m|give an hour or more",
            "SAMPLE_MIB|0|use 1 to 1024 MiB",
            "SAMPLE_MIB|x|use 1 to 1024 MiB",
            "SAMPLE_ROW_LIMIT|0|give 1 or more",
            "SAMPLE_USER|7|give letters",
            "SAMPLE_RATE|NaN|give a number",
            "SAMPLE_RATE|fast|give a number",
            "SAMPLE_DESTINATION|LAKE|use lake (objects in the folder PIPELINE_LAKE_DIR), firehose (the streams of"
                    + " FIREHOSE_STREAM_NAME), s3 (objects in the bucket S3_BUCKET_NAME) or none (nothing is delivered)",
            "SAMPLE_URL|localhost|give an address with scheme and host, such as http://localhost:8080",
            "SAMPLE_URL|a b|give an address with scheme and host, such as http://localhost:8080",
            "SAMPLE_URL|https://host/v1?api-version=1|leave out what follows ? or #: paths are appended to the address",
            "PIPELINE_SAMPLE_PORT|65536|give a port from 1 to 65535",
            "PIPELINE_SAMPLE_PORT|-1|give a port from 1 to 65535",
            "PIPELINE_SAMPLE_PORT|http|give a port from 1 to 65535" })
    void shouldRefuseWithOneSentenceThatNamesTheVariable(String variable, String value, String fix) {
        assertThatThrownBy(() -> start(Map.of(variable, value))).isInstanceOf(SettingRefusedException.class)
                .hasMessage(variable + "=" + value + " cannot work: " + fix);
    }

    @Test
    void shouldNameAllProblemsAtOnce() {
        assertThatThrownBy(() -> start(Map.of("SAMPLE_GRACE", "0s", "SAMPLE_CONCURRENCY", "0")))
                .hasMessageMatching("SAMPLE_CONCURRENCY=0 cannot work: [^\\n]*\\nSAMPLE_GRACE=0s cannot work: [^\\n]*");
    }

    @Test
    void shouldNameThePropertyWhereItIsSetItself() {
        assertThatThrownBy(() -> start(Map.of("sample.grace", "0s"))).hasMessageStartingWith("sample.grace=0s cannot work: ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ftp://user:secret@host", "user:secret@host", "http://user:sec@ret@ho st" })
    void shouldNotShowThePasswordOfAnAddress(String address) {
        assertThatThrownBy(() -> start(Map.of("SAMPLE_URL", address))).hasMessageStartingWith("SAMPLE_URL=")
                .hasMessageContaining("…@ho").hasMessageNotContaining("sec").hasMessageNotContaining("ret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "tcp://10.0.0.7:8081", "udp://10.0.0.7:8081" })
    void shouldIgnoreTheServiceLinksOfKubernetes(String link) {
        assertThat(start(Map.of("PIPELINE_SAMPLE_PORT", link)).port()).isEqualTo(8081);
    }

    @Test
    void shouldLetSettingsCompareTheirValues() {
        assertThatThrownBy(() -> start(Map.of("SAMPLE_MIB", "13"))).isInstanceOf(SettingRefusedException.class)
                .hasMessageStartingWith("SAMPLE_MIB=13 cannot work: ");
    }

    private static Sample start(Map<String, String> environment) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        values.putAll(environment);
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100)).withMapping(Sample.class);
        new SettingsCustomizer().configBuilder(builder);
        return builder.build().getConfigMapping(Sample.class);
    }

    @ConfigMapping(prefix = "sample")
    interface Sample extends CheckedSettings {

        @Allowed(from = "1", to = "1000", fix = "give 1 to 1000")
        int concurrency();

        Duration grace();

        boolean anonymous();

        double rate();

        @WithConverter(DestinationName.Reader.class)
        DestinationName destination();

        @WithConverter(WebAddress.class)
        URI url();

        @Allowed(from = "1h", fix = "give an hour or more")
        Optional<Duration> keep();

        @Allowed(from = "1", to = "1024", fix = "use 1 to 1024 MiB")
        OptionalInt mib();

        @Allowed(from = "0", to = "65535", fix = "give a port from 1 to 65535")
        int port();

        Login login();

        @WithName("row.limit")
        @Allowed(from = "1", fix = "give 1 or more")
        int rowLimit();

        @Override
        default void check() {
            if (mib().equals(OptionalInt.of(13))) {
                throw new SettingRefusedException("SAMPLE_MIB", "13", "use another number");
            }
        }

        interface Login {

            @Allowed(pattern = "[a-z]+", fix = "give letters")
            Optional<String> userName();
        }
    }
}
