package dev.tavilypipeline.analytics.kpi;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.analytics.completeness.CompletenessMonitor;
import dev.tavilypipeline.analytics.warehouse.Cancellation;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.window.Buckets;
import dev.tavilypipeline.analytics.window.TooManyBucketsException;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.http.ETags;
import dev.tavilypipeline.kit.http.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Answers a request for KPIs: parameters, ETag, cache, warehouse, format. */
@Singleton
public class Kpis {

    private final Warehouses warehouses;
    private final KpiRequestReader requests;
    private final AnswerCache cache;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final CompletenessMonitor completeness;
    private final Optional<Duration> metricsEvery;
    private final CurrentVertxRequest exchange;
    private final Clock clock = Clock.systemUTC();

    Kpis(Warehouses warehouses, CompletenessMonitor completeness, KpiSettings settings, ObjectMapper json,
            MeterRegistry metrics, CurrentVertxRequest exchange) {
        this.warehouses = warehouses;
        this.completeness = completeness;
        this.requests = new KpiRequestReader(settings.tavilyApiKey().isPresent() ? Simulated.FALSE : Simulated.TRUE, clock);
        this.cache = new AnswerCache(settings.cacheSize().asLongValue(), metrics);
        this.metricsEvery = settings.metricsEvery();
        this.json = json;
        this.exchange = exchange;
        this.metrics = metrics;
    }

    /** Makes an answer of tables. */
    @FunctionalInterface
    public interface Reading<A> {
        A read(KpiReader reader) throws SQLException;
    }

    /**
     * @param path of the resource: tells answers to equal parameters apart
     * @throws ProblemException if a parameter is wrong
     */
    public <A extends Record> Response answer(String path, KpiParameters parameters, HttpHeaders headers, Reading<A> reading) {
        Map<String, List<String>> given = parameters.known();
        KpiRequest request = requests.read(given);
        AnswerFormat format = AnswerFormat.of(given);
        Instant now = clock.instant();
        Buckets buckets = buckets(request, now);
        return untilClientLeaves(() -> warehouses.answer(source -> {
            WarehouseState state = source.warehouse().state();
            Instant dataAsOf = completeness.dataAsOf().orElse(null);
            PriceTable prices = request.cost() == CostBasis.REPRICED
                    ? PriceTable.of(source.warehouse(), request.span())
                    : PriceTable.NOT_NEEDED;
            String key = String.join("|", path, format.toString(), request.toString(), source.warehouse().name(),
                    state.version(), prices.rows(), String.valueOf(dataAsOf), source.warnings().toString(),
                    buckets.partial().toString());
            Response response = ETags.answer(headers, AnswerCache.tag(key), () -> cache.get(key, () -> {
                A answer = source.warehouse().read(request.span(), snapshot -> reading.read(
                        new KpiReader(snapshot, request, buckets, source, state, dataAsOf, prices, ChosenTables.of(format),
                                metrics)));
                return format.write(answer, json);
            }));
            return Response.fromResponse(response).type(format.mediaType()).build();
        }));
    }

    private <T> T untilClientLeaves(Supplier<T> work) {
        Cancellation cancellation = new Cancellation();
        exchange.getCurrent().addEndHandler(end -> {
            if (end.failed()) {
                // not here: a driver may ask its server to cancel the statement, and this thread serves others
                Infrastructure.getDefaultExecutor().execute(cancellation::cancel);
            }
        });
        return cancellation.during(work);
    }

    /** How often the metrics of {@link #latest} are computed; zero turns them off. */
    public Duration metricsInterval() {
        return metricsEvery.orElseGet(warehouses::backgroundInterval);
    }

    /** Reads the figures of a window that ends now. */
    public <A> A latest(Duration length, boolean simulated, Reading<A> reading) {
        Instant now = clock.instant();
        KpiRequest request = requests.latest(new Window(now.minus(length), now), simulated);
        return warehouses.answer(source -> {
            WarehouseState state = source.warehouse().state();
            return source.warehouse().read(request.span(), snapshot -> reading.read(
                    new KpiReader(snapshot, request, buckets(request, now), source, state, null, PriceTable.NOT_NEEDED,
                            ChosenTables.all(), metrics)));
        });
    }

    private static Buckets buckets(KpiRequest request, Instant now) {
        try {
            return Buckets.of(request.window(), request.granularity(), request.zone(), now);
        } catch (TooManyBucketsException e) {
            throw ProblemException.tooMuch("granularity", "the window has more than " + Buckets.MAX_BUCKETS + " buckets of one "
                    + request.granularity().wireName() + ": ask for a coarser granularity or a shorter window");
        }
    }
}
