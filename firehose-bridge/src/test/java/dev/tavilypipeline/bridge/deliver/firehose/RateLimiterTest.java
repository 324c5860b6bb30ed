package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong(7 * SECOND);
    private final RateLimiter limiter = new RateLimiter(1_000, 10, 1_000_000, now::get);

    @Test
    void shouldSpaceCallsByWhicheverLimitIsNearest() {
        assertThat(limiter.reserve(1, 1)).as("nothing before it").isZero();
        assertThat(limiter.reserve(500, 1)).as("ten calls a second").isEqualTo(SECOND / 10);
        assertThat(limiter.reserve(1, 250_000)).as("500 records").isEqualTo(SECOND / 10 + SECOND / 2);
        assertThat(limiter.reserve(1, 1)).as("250 kB").isEqualTo(SECOND / 10 + SECOND / 2 + SECOND / 4);
    }

    @Test
    void shouldNotAccumulateUnusedQuota() {
        limiter.reserve(1, 1_000_000);
        now.addAndGet(10 * SECOND);

        assertThat(limiter.reserve(1, 1_000_000)).isZero();
        assertThat(limiter.reserve(1, 1)).isEqualTo(SECOND);
    }

    @Test
    void shouldSlowDownOnceForCallsThrottledTogether() {
        limiter.throttled();
        now.addAndGet(SECOND / 100);
        limiter.throttled();

        assertThat(limiter.rate()).isCloseTo(0.7, within(0.01));
        limiter.reserve(1, 1_000_000);
        assertThat(limiter.reserve(1, 1)).isCloseTo(SECOND * 10 / 7, within(SECOND / 20));
    }

    @Test
    void shouldNotSlowDownBelowTheSlowestRate() {
        for (int i = 0; i < 100; i++) {
            now.addAndGet(RateLimiter.SETTLE_NANOS);
            limiter.throttled();
        }
        assertThat(limiter.rate()).isGreaterThanOrEqualTo(RateLimiter.SLOWEST);
    }

    @Test
    void shouldReturnToTheFullRateWithoutThrottling() {
        limiter.throttled();
        now.addAndGet(RateLimiter.RECOVERY_NANOS / 4);
        assertThat(limiter.rate()).isCloseTo(0.95, within(0.01));

        now.addAndGet(RateLimiter.RECOVERY_NANOS);

        assertThat(limiter.rate()).isEqualTo(1);
    }
}
