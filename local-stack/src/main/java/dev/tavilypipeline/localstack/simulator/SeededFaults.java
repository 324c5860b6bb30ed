package dev.tavilypipeline.localstack.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Draws the latency and the failure of each request, reproducibly: they depend on the seed, on the request's subject, and on
 * how
 * often that subject was requested before, not on the order in which different requests arrive.
 */
final class SeededFaults {

    /** How many subjects are remembered; the counter of a forgotten one starts again. */
    private static final int SUBJECTS = 50_000;

    /** The 99th percentile of the normal distribution, in standard deviations. */
    private static final double P99 = 2.3263478740408408;

    private final Map<UUID, Integer> requests = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
            return size() > SUBJECTS;
        }
    };

    private final SearchWindow searches = new SearchWindow();

    synchronized Outcome decide(SimulatorSettings settings, String path, String subject) {
        UUID key = UUID.nameUUIDFromBytes((path + '\n' + subject).getBytes(StandardCharsets.UTF_8));
        int before = requests.merge(key, 1, Integer::sum) - 1;
        SplittableRandom random = new SplittableRandom(
                settings.seed() ^ key.getMostSignificantBits() ^ Long.rotateLeft(key.getLeastSignificantBits(), 32) ^ before);
        Duration latency = latency(settings, random.nextGaussian());
        Failure failure = failure(settings, random.nextDouble());
        boolean limited = path.equals(TavilyProvider.PATH) && searches.exceeds(settings.searchLimit(), settings.searchWindow());
        return new Outcome(before, latency, limited ? Failure.RATE_LIMITED : failure);
    }

    synchronized void reset() {
        requests.clear();
    }

    private static Duration latency(SimulatorSettings settings, double deviations) {
        double median = settings.latencyMedian().toNanos();
        double spread = median == 0 ? 0 : Math.log(settings.latencyP99().toNanos() / median) / P99;
        return Duration.ofNanos(Math.round(median * Math.exp(spread * deviations)));
    }

    private static Failure failure(SimulatorSettings settings, double at) {
        double below = 0;
        for (Failure failure : Failure.values()) {
            below += settings.failureRates().getOrDefault(failure, 0.0);
            if (at < below) {
                return failure;
            }
        }
        return null;
    }
}
