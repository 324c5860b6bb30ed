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

    @Test
    void shouldPrintLinksToTheAddressesThatAreCalled() {
        Endpoints endpoints = Endpoints.on("http://pipeline.example", Map.of("PIPELINE_ANALYTICS_PUBLIC_URL", ""));

        assertThat(endpoints.collectorLink()).isEqualTo(endpoints.collector());
        assertThat(endpoints.analyticsLink()).isEqualTo(endpoints.analytics());
    }

    @Test
    void shouldPrintLinksToThePublicAddresses() {
        Endpoints endpoints = Endpoints.on("http://localhost", Map.of("PIPELINE_COLLECTOR_URL", "http://collector-service:8082",
                "PIPELINE_COLLECTOR_PUBLIC_URL", "http://localhost:8082", "PIPELINE_ANALYTICS_PUBLIC_URL",
                "https://kpis.example"));

        assertThat(endpoints.collector()).hasToString("http://collector-service:8082");
        assertThat(new Research(null, endpoints).address("1")).isEqualTo("http://localhost:8082/runs/1");
        assertThat(new Research(null, endpoints).list()).isEqualTo("http://localhost:8082/runs");
        assertThat(new Kpis(null, endpoints).address(Map.of("range", "24h")))
                .hasToString("https://kpis.example/kpis/summary?range=24h");
    }

    @ParameterizedTest
    @ValueSource(strings = { "pipeline.example", "http://pipeline.example:8080", "http://pipeline.example/kpis", "ftp://x" })
    void shouldRefuseWhatIsNotAHost(String url) {
        assertThatThrownBy(() -> Endpoints.on(url, Map.of())).isInstanceOf(FailedException.class)
                .hasMessageContaining("PIPELINE_AGENT_URL");
    }
}
