package dev.tavilypipeline.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bucket4j.TimeMeter;

class SignInLimitTest {

    private static final int ALL = 10;
    private static final int PER_ADDRESS = 2;

    private final Time time = new Time();
    private final SignInLimit limit = new SignInLimit(ALL, PER_ADDRESS, time);

    @Test
    void shouldRefuseAnAddressUntilItsNextAttemptIsDue() {
        assertThat(limit.begin("192.0.2.1")).isZero();
        assertThat(limit.begin("192.0.2.1")).isZero();

        assertThat(limit.begin("192.0.2.1")).isEqualTo(Duration.ofSeconds(30));
        assertThat(limit.begin("192.0.2.2")).isZero();
        time.pass(Duration.ofSeconds(30));
        assertThat(limit.begin("192.0.2.1")).isZero();
        assertThat(limit.begin("192.0.2.1")).isPositive();
    }

    @Test
    void shouldRefuseAllAddressesTogether() {
        for (int i = 0; i < ALL; i++) {
            assertThat(limit.begin("192.0.2." + i)).isZero();
        }

        assertThat(limit.begin("192.0.2.99")).isEqualTo(Duration.ofSeconds(6));
        time.pass(Duration.ofSeconds(6));
        assertThat(limit.begin("192.0.2.99")).isZero();
    }

    @Test
    void shouldNotCountWhatWasRefusedOrRight() {
        for (int i = 0; i < 2 * ALL; i++) {
            assertThat(limit.begin("192.0.2.1")).isZero();
            limit.succeeded("192.0.2.1");
        }
        for (int i = 0; i < 2 * ALL; i++) {
            limit.begin("192.0.2.1");
        }

        assertThat(limit.begin("192.0.2.2")).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true", "2001:db8:0:1::1, 2001:db8:0:2::1, false",
            "192.0.2.1, ::ffff:192.0.2.1, true", "192.0.2.1, 192.0.2.2, false" })
    void shouldTakeANetworkOfIpv6AsOneAddress(String one, String other, boolean isSame) {
        limit.begin(one);
        limit.begin(one);

        assertThat(!limit.begin(other).isZero()).isEqualTo(isSame);
    }

    private static final class Time implements TimeMeter {

        private long nanos = 1;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
