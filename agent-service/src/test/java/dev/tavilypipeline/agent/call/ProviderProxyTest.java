package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;

class ProviderProxyTest {

    @Test
    void shouldKeepSecretWhatTheProxyAsksFor() {
        assertThat(proxy("name:pass:word@").secret()).contains("pass:word");
        assertThat(proxy("token@").secret()).contains("token");
        assertThat(proxy("").secret()).isEmpty();
    }

    private static ProviderProxy proxy(String credentials) {
        return ProviderProxy.of(URI.create("http://" + credentials + "proxy.example.com:3128"));
    }
}
