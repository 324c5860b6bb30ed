package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({ "https://api.tavily.com,/search,https://api.tavily.com",
            "https://api.tavily.com/,/search,https://api.tavily.com",
            "https://api.tavily.com/search,/search,https://api.tavily.com",
            "https://proxy.example/tavily/search/,/search,https://proxy.example/tavily",
            "http://vllm:8000/v1/,/chat/completions,http://vllm:8000/v1",
            "http://vllm:8000/v1/chat/completions,/chat/completions,http://vllm:8000/v1" })
    void shouldUnderstandTheAddressOfTheOperation(URI given, String operation, URI base) {
        assertThat(Endpoint.baseUrl(given, operation)).isEqualTo(base);
    }
}
