package dev.tavilypipeline.agent.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private final Redactor redactor = new Redactor(List.of("tvly-0123456789", "abc"));

    @Test
    void shouldRemoveKeysAndNothingElse() {
        assertThat(redactor.redact("Invalid key TVLY-0123456789, abc; abcd")).isEqualTo("Invalid key …, …; abcd");
    }

    @Test
    void shouldRemoveCredentialsOfUrls() {
        assertThat(redactor.redact("see https://me:p@ss@acme.example/a@b?c=d")).isEqualTo("see https://acme.example/a@b?c=d");
    }

    @Test
    void shouldReadAnyNumberOfAtSigns() {
        assertThat(redactor.redact("http://" + "@".repeat(100_000) + "acme")).isEqualTo("http://acme");
    }

    @Test
    void shouldRemoveWhatASentenceCallsASecret() {
        assertThat(redactor.redactSentence("api_key=xyz is wrong")).isEqualTo("api_key=… is wrong");
    }

    @Test
    void shouldFindAnEscapedKeyInJson() throws IOException {
        assertThat(new ProviderJson(redactor).read("{\"a\": [\"x tvly-\\u0030123456789\"]}".getBytes(UTF_8)).toString())
                .isEqualTo("{\"a\":[\"x …\"]}");
    }

    @Test
    void shouldTrimAKey() {
        assertThat(new ApiKey().convert(" tvly-1\r\n")).isEqualTo("tvly-1");
        assertThat(new ApiKey().convert(" \n")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "tvly 1", "tvly\n1", "tvly\u0000", "tvly-\u00e4" })
    void shouldRefuseAKeyThatNoHeaderCarries(String key) {
        assertThatThrownBy(() -> new ApiKey().convert(key)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without spaces");
    }
}
