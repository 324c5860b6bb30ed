package dev.tavilypipeline.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.http.access.ApiKeys;

class SessionTokensTest {

    private static final String KEY = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Session session = at("ops.team:" + KEY + ",ci:" + OTHER, NOW).issue(KEY).orElseThrow();

    @Test
    void shouldBeValidAtEveryReplicaUntilItsTimeIsOver() {
        assertThat(read("ci:" + OTHER + ",ops.team:" + KEY, NOW.plusSeconds(3599))).contains(session);
        assertThat(read("ops.team:" + KEY, NOW.plusSeconds(3600))).isEmpty();
    }

    @Test
    void shouldEndWithItsKey() {
        assertThat(read("ops.team:" + OTHER, NOW)).isEmpty();
        assertThat(read("somebody:" + KEY, NOW)).isEmpty();
        assertThat(at("ops.team:" + KEY, NOW).issue(OTHER)).isEmpty();
        assertThat(ApiKeys.NONE.nameOf(KEY)).isEmpty();
    }

    @Test
    void shouldOutliveANewKeyUntilItsOwnIsRemoved() {
        String newKey = "0011223344556677";

        assertThat(read("ops.team:" + newKey + ",ops.team:" + KEY, NOW)).contains(session);
        assertThat(at("ops.team:" + newKey + ",ops.team:" + KEY, NOW).issue(newKey)).isPresent();
        assertThat(read("ops.team:" + newKey, NOW)).isEmpty();
    }

    @Test
    void shouldTakeNothingForAnother() {
        SessionTokens tokens = at("ops.team:" + KEY + ",ci:" + OTHER, NOW);
        Session others = tokens.issue(OTHER).orElseThrow();

        assertThat(tokens.read(session.token().replace("ops.team", "ci"))).isEmpty();
        assertThat(tokens.read("9" + session.token())).isEmpty();
        assertThat(tokens.read(session.token().substring(0, session.token().length() - 43) + session.csrfToken())).isEmpty();
        assertThat(session.hasCsrfToken(session.csrfToken())).isTrue();
        assertThat(session.hasCsrfToken(others.csrfToken())).isFalse();
        assertThat(session.hasCsrfToken(null)).isFalse();
        assertThat(session.token() + session.csrfToken() + session).doesNotContain(KEY);
    }

    private Optional<Session> read(String keys, Instant now) {
        return at(keys, now).read(session.token());
    }

    private static SessionTokens at(String keys, Instant now) {
        return new SessionTokens(ApiKeys.of(keys), Clock.fixed(now, ZoneOffset.UTC), Duration.ofHours(1));
    }
}
