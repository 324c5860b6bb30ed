package dev.tavilypipeline.analytics.kpi;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.window.Buckets;
import dev.tavilypipeline.analytics.window.TooManyBucketsException;
import dev.tavilypipeline.kit.http.ETags;
import dev.tavilypipeline.kit.http.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;

/** Answers a request for KPIs: parameters, ETag, cache, warehouse, format. */
@Singleton
public class Kpis {

    private final Warehouses warehouses;
    private final KpiRequestReader requests;
    private final AnswerCache cache;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock = Clock.systemUTC();

    Kpis(Warehouses warehouses, KpiSettings settings, ObjectMapper json, MeterRegistry metrics) {
        this.warehouses = warehouses;
        this.requests = new KpiRequestReader(settings.tavilyApiKey().isPresent() ? Simulated.FALSE : Simulated.TRUE, clock);
        this.cache = new AnswerCache(settings.cacheSize().asLongValue(), metrics);
        this.json = json;
        this.metrics = metrics;
    }

    /** Makes an answer of tables. */
    @FunctionalInterface
    public interface Reading<A extends Record> {
        A read(KpiReader reader) throws SQLException;
    }

    /**
     * @param path of the resource: tells answers to equal parameters apart
     * @throws ProblemException if a parameter is wrong
     */
    public <A extends Record> Response answer(String path, KpiParameters parameters, HttpHeaders headers, Reading<A> reading) {
        KpiRequest request = requests.read(parameters.known());
        AnswerFormat format = AnswerFormat.of(parameters.known());
        Instant now = clock.instant();
        Buckets buckets = buckets(request, now);
        return warehouses.answer(source -> {
            WarehouseState state = source.warehouse().state();
            String key = String.join("|", path, format.toString(), request.toString(), source.warehouse().name(),
                    state.version(), Boolean.toString(source.warnings().isEmpty()), buckets.partial().toString());
            Response response = ETags.answer(headers, AnswerCache.tag(key), () -> cache.get(key, () -> {
                A answer = source.warehouse().read(request.span(), snapshot -> reading.read(
                        new KpiReader(snapshot, request, buckets, source.warehouse().name(), state, source.warnings(), metrics)));
                return format.write(answer, json);
            }));
            return Response.fromResponse(response).type(format.mediaType()).build();
        });
    }

    private static Buckets buckets(KpiRequest request, Instant now) {
        try {
            return Buckets.of(request.window(), request.granularity(), request.zone(), now);
        } catch (TooManyBucketsException e) {
            throw ProblemException.tooMuch("granularity", "the window has more than " + Buckets.MOST + " buckets of one "
                    + request.granularity().wireName() + ": ask for a coarser granularity or a shorter window");
        }
    }
}
