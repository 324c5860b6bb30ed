package dev.tavilypipeline.kit.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.http.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** However a path is written, it never reaches data without a key. */
@QuarkusTest
@TestProfile(ApiKeyFilterTest.WithKeys.class)
class HealthPathTest {

    private static final List<String> HEALTH = List.of("/q/health/", "//q/health/", "/q//health/", "/q/health/live/",
            "/q/health;a=b/", "/q/%68ealth/", "http://localhost/q/health/");
    private static final List<String> UP = List.of("../../", "..;/..;/", "..;a=b/..;a=b/", "%2e%2e/%2e%2e/", "%2E%2E/%2e./",
            ".%2e/.%2e/", "%2e%2e%2f%2e%2e%2f", "..%2f..%2f", "..%252f..%252f", "..\\..\\", "..%5c..%5c", "%2e%2e;/%2e%2e;/",
            "./../../", "%c0%ae%c0%ae/%c0%ae%c0%ae/", "..//..//", "%00/../../../", "..%00/..%00/", "?/../../", ";/../../../",
            "%3b/../../../", "#/../../");

    static Stream<String> targets() {
        return HEALTH.stream().flatMap(health -> UP.stream().map(up -> health + up + "samples/who"));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void shouldNotReachDataWithoutAKey(String target) {
        RawHttp.Answer answer = RawHttp.get(target);

        // 400: not even a request; 200 would come from health or from the data
        assertThat(answer.status()).isIn(400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/samples/who;/q/health", "/samples/who?/q/health", "/samples/who#/q/health", "//samples/who",
            "/samples/who/../../q/health/../../samples/who", "/q/health\\..\\..\\samples\\who", "/q/health%00", "/Q/HEALTH",
            "/q/health/group/all", "/q/healthy", "/q/metrics", "/q/health/../metrics" })
    void shouldAskForAKey(String target) {
        assertThat(RawHttp.get(target).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/q/health", "/q/health/live", "/q/health/started", "/q/health?from=probe" })
    void shouldTellHealthToAnybody(String target) {
        assertThat(RawHttp.get(target).status()).isIn(200, 503);
    }
}
