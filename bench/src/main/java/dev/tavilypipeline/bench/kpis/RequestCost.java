package dev.tavilypipeline.bench.kpis;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a request costs that reads no rows: parameters, the state of the data, the ETag, HTTP. */
final class RequestCost {

    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 1_000;

    private RequestCost() {
    }

    /** One client that has the answers already asks one request after the other. */
    static Latencies measure(URI service, Instant from, Instant to) {
        KpiRequests requests = new KpiRequests(service);
        List<Double> millis = new ArrayList<>();
        long failed = 0;
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            long start = System.nanoTime();
            boolean expected = requests.isNotModified("health", from, to);
            if (i >= 0) {
                millis.add((System.nanoTime() - start) / 1e6);
                failed += expected ? 0 : 1;
            }
        }
        return new Latencies(millis, failed);
    }
}
