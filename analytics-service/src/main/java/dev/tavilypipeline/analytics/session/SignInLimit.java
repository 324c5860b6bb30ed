package dev.tavilypipeline.analytics.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * How often a wrong key may be tried in a minute: by one address, and by all together, which holds whatever addresses a client
 * claims. An attempt with a right key does not count. Sessions that exist are not concerned.
 */
final class SignInLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** More addresses push out the ones unused for longest; the limit of all together does not depend on them. */
    private static final int MAX_ADDRESSES = 10_000;
    /** A provider gives a customer at least so many IPv6 addresses: all that begin with the same 64 bits. */
    private static final int NETWORK_BYTES = 8;

    private final int failuresPerAddress;
    private final TimeMeter time;
    private final Bucket all;
    private final Cache<String, Bucket> byAddress = Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();

    SignInLimit(int failures, int failuresPerAddress, TimeMeter time) {
        this.failuresPerAddress = failuresPerAddress;
        this.time = time;
        this.all = bucket(failures);
    }

    private Bucket bucket(int failures) {
        return Bucket.builder().withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(failures).refillGreedy(failures, WINDOW)).build();
    }

    /**
     * Counts an attempt before its key is looked at.
     *
     * @param address of the client, an IP literal
     * @return zero if the key may be looked at, else how long to wait
     */
    Duration begin(String address) {
        Bucket own = own(address);
        ConsumptionProbe attempt = own.tryConsumeAndReturnRemaining(1);
        if (attempt.isConsumed()) {
            attempt = all.tryConsumeAndReturnRemaining(1);
            if (!attempt.isConsumed()) {
                own.addTokens(1);
            }
        }
        return Duration.ofNanos(attempt.isConsumed() ? 0 : attempt.getNanosToWaitForRefill());
    }

    /** The key of an attempt was right, so the attempt does not count. */
    void succeeded(String address) {
        own(address).addTokens(1);
        all.addTokens(1);
    }

    private Bucket own(String address) {
        return byAddress.get(network(address), ignored -> bucket(failuresPerAddress));
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
