package dev.tavilypipeline.collector.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tavilypipeline.collector.dlq.DeadLetterLog;
import dev.tavilypipeline.collector.http.CursorParameter;
import dev.tavilypipeline.collector.store.LedgerEntry;
import dev.tavilypipeline.collector.store.LedgerPages;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryInstants;
import dev.tavilypipeline.kit.http.QueryLimit;
import io.smallrye.common.annotation.Blocking;

/** What the warehouse should contain, run by run and hour by hour. */
@Path("/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LedgerResource {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
    private static final int MAX_LIMIT = 1_000;

    private final LedgerPages pages;
    private final DeadLetterLog deadLetters;
    private final UriInfo uri;

    LedgerResource(LedgerPages pages, DeadLetterLog deadLetters, UriInfo uri) {
        this.pages = pages;
        this.deadLetters = deadLetters;
        this.uri = uri;
    }

    /**
     * @param hours of the whole window; on the first page only
     * @param nextCursor null on the last page
     * @param deadLetters how many wait to be sent back, by the topic that they came from; on the first page only, and not there
     *        if
     *        Kafka does not answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ledger(Instant from, Instant to, Collection<HourTotals.Total> hours, List<LedgerEntry> runs,
            @JsonInclude String nextCursor, Map<String, Long> deadLetters) {
    }

    /** The runs that were requested from {@code from} (included) to {@code to} (excluded), up to 31 days. */
    @GET
    public Ledger ledger(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Instant begin = QueryInstants.required("from", from);
        Instant end = QueryInstants.required("to", to);
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST_WINDOW) > 0) {
            throw ProblemException.badField("to",
                    "parameter 'to' must be after 'from', by at most " + LONGEST_WINDOW.toDays() + " days");
        }
        // RESTEasy reads an empty cursor as a missing one
        boolean first = !uri.getQueryParameters().containsKey("cursor");
        LedgerPages.Page page = pages.page(begin, end,
                CursorParameter.parse(first ? null : Objects.requireNonNullElse(cursor, "")),
                QueryLimit.of("limit", limit, MAX_LIMIT, MAX_LIMIT));
        return new Ledger(begin, end, first ? hours(begin, end) : null, page.runs(),
                page.next() == null ? null : page.next().cursor(), first ? deadLetters.waitingIfKnown().orElse(null) : null);
    }

    private Collection<HourTotals.Total> hours(Instant begin, Instant end) {
        HourTotals totals = new HourTotals();
        pages.each(begin, end, totals::add);
        return totals.all();
    }
}
