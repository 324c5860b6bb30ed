package dev.tavilypipeline.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.cli.terminal.FailedException;

class EndpointsTest {

    @Test
    void shouldLookForTheServicesAtTheirUsualPorts() {
        Endpoints endpoints = Endpoints.on("http://pipeline.example/", Map.of());

        assertThat(endpoints.agent()).hasToString("http://pipeline.example:8081");
        assertThat(endpoints.collector()).hasToString("http://pipeline.example:8082");
        assertThat(endpoints.analytics()).hasToString("http://pipeline.example:8080");
    }

    @Test
    void shouldPreferWhatTheEnvironmentSays() {
        Endpoints endpoints = Endpoints.on("http://localhost",
                Map.of("PIPELINE_AGENT_PORT", "9081", "PIPELINE_COLLECTOR_URL", "https://runs.example"));

        assertThat(endpoints.agent()).hasToString("http://localhost:9081");
        assertThat(endpoints.collector()).hasToString("https://runs.example");
    }

    @ParameterizedTest
    @ValueSource(strings = { "pipeline.example", "http://pipeline.example:8080", "http://pipeline.example/kpis", "ftp://x" })
    void shouldRefuseWhatIsNotAHost(String url) {
        assertThatThrownBy(() -> Endpoints.on(url, Map.of())).isInstanceOf(FailedException.class)
                .hasMessageContaining("PIPELINE_AGENT_URL");
    }
}
