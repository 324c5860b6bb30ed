package dev.tavilypipeline.analytics.completeness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryInstants;
import io.smallrye.common.annotation.Blocking;

/** Whether the warehouse has what the collector has emitted. */
@Path("/kpis/completeness")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CompletenessResource {

    private static final Duration DEFAULT_WINDOW = Duration.ofDays(7);
    private static final Map<String, Duration> RANGES = Map.of("24h", Duration.ofHours(24), "7d", DEFAULT_WINDOW);

    private final Clock clock = Clock.systemUTC();
    private final CompletenessAnswers answers;

    CompletenessResource(CompletenessSettings settings, Ledger ledger, Warehouses warehouses) {
        this.answers = new CompletenessAnswers(ledger, warehouses, settings, clock);
    }

    @GET
    @Operation(summary = "Is anything missing? The warehouse compared with the collector's ledger, run by run")
    public Map<String, Object> completeness(@QueryParam("range") String range, @QueryParam("from") String from,
            @QueryParam("to") String to, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return answers.answer(window(range, from, to), authorization);
    }

    private Window window(String range, String from, String to) {
        if (from != null || to != null) {
            Window window = new Window(QueryInstants.required("from", from), QueryInstants.required("to", to));
            if (!window.from().isBefore(window.to())) {
                throw ProblemException.badField("from", "'from' must be before 'to'");
            }
            return window;
        }
        Duration length = range == null ? DEFAULT_WINDOW : RANGES.get(range);
        if (length == null) {
            throw ProblemException.badField("range", "'range' must be one of 24h, 7d");
        }
        Instant now = clock.instant();
        return new Window(now.minus(length), now);
    }
}
