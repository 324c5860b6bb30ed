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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

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
    /** What the collector's ledger answers for. */
    private static final Duration MAX_WINDOW = Duration.ofDays(31);
    private static final Map<String, Duration> RANGES = Map.of("24h", Duration.ofHours(24), "7d", DEFAULT_WINDOW,
            "30d", Duration.ofDays(30));

    private final Clock clock = Clock.systemUTC();
    private final CompletenessCheck check;

    CompletenessResource(CompletenessCheck check) {
        this.check = check;
    }

    @GET
    @Operation(summary = "Is anything missing? The warehouse compared with the collector's ledger, run by run")
    public CompletenessAnswer completeness(
            @QueryParam("range") @Parameter(description = "The window, until now. Instead of from and to; 7d if none is given.", schema = @Schema(enumeration = {
                    "24h", "7d", "30d" })) String range,
            @QueryParam("from") @Parameter(description = "Start of the window, inclusive.", example = "2026-01-01T00:00:00Z") String from,
            @QueryParam("to") @Parameter(description = "End of the window, exclusive. At most 31 days after from.", example = "2026-02-01T00:00:00Z") String to,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        try {
            return check.check(window(range, from, to), authorization);
        } catch (TooManyRunsException e) {
            throw ProblemException.tooMuch(from == null ? "range" : "from", e.getMessage());
        }
    }

    private Window window(String range, String from, String to) {
        if (from != null || to != null) {
            Window window = new Window(QueryInstants.required("from", from), QueryInstants.required("to", to));
            if (!window.from().isBefore(window.to())) {
                throw ProblemException.badField("from", "'from' must be before 'to'");
            }
            if (window.length().compareTo(MAX_WINDOW) > 0) {
                throw ProblemException.tooMuch("from", "the window is longer than " + MAX_WINDOW.toDays()
                        + " days: ask for a shorter one");
            }
            return window;
        }
        Duration length = range == null ? DEFAULT_WINDOW : RANGES.get(range);
        if (length == null) {
            throw ProblemException.badField("range", "'range' must be one of 24h, 7d, 30d");
        }
        Instant now = clock.instant();
        return new Window(now.minus(length), now);
    }
}
