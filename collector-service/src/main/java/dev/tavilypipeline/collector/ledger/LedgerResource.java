package dev.tavilypipeline.collector.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tavilypipeline.collector.dlq.DeadLetterLog;
import dev.tavilypipeline.collector.http.PageRequest;
import dev.tavilypipeline.collector.store.LedgerEntry;
import dev.tavilypipeline.collector.store.Page;
import dev.tavilypipeline.collector.store.RunList;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryInstants;
import dev.tavilypipeline.kit.start.DestinationName;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** What the warehouse should contain, run by run and hour by hour. */
@Path("/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LedgerResource {

    private static final Duration MAX_WINDOW = Duration.ofDays(31);
    private static final int MAX_LIMIT = 1_000;
    /** Runs that one answer adds up, which takes about a second. */
    private static final int MAX_SUMMED = 100_000;

    private final RunList runs;
    private final boolean delivers;
    private final DeadLetterLog deadLetters;
    private final UriInfo uri;

    LedgerResource(RunList runs, Settings settings, DeadLetterLog deadLetters, UriInfo uri) {
        this.runs = runs;
        this.delivers = settings.destination() != DestinationName.NONE;
        this.deadLetters = deadLetters;
        this.uri = uri;
    }

    /** What the ledger has to know of the services behind the collector. */
    @ConfigMapping(prefix = "pipeline.ledger")
    interface Settings {

        /** {@code PIPELINE_DESTINATION}: with {@code none} the ledger expects no run to be delivered. */
        @WithConverter(DestinationName.Reader.class)
        DestinationName destination();
    }

    /**
     * @param hours of the whole window; on the first page only, and not there if the window has more than 100,000 runs
     * @param nextCursor null on the last page
     * @param deadLetters how many wait to be sent back, by the topic that they came from; on the first page only, and not there
     *        if Kafka does not answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ledger(Instant from, Instant to, Collection<HourTotal> hours, List<LedgerEntry> runs,
            @JsonInclude String nextCursor, Map<String, Long> deadLetters) {
    }

    /**
     * The runs that were requested from {@code from} (included) to {@code to} (excluded), up to 31 days.
     *
     * @param hours {@code false} leaves out the hours, which take up to a second to add up
     */
    @GET
    public Ledger ledger(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit, @QueryParam("hours") @DefaultValue("true") String hours) {
        Instant begin = QueryInstants.required("from", from);
        Instant end = QueryInstants.required("to", to);
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(MAX_WINDOW) > 0) {
            throw ProblemException.badField("to",
                    "parameter 'to' must be after 'from', by at most " + MAX_WINDOW.toDays() + " days");
        }
        // RESTEasy reads an empty cursor as a missing one
        boolean first = !uri.getQueryParameters().containsKey("cursor");
        PageRequest request = PageRequest.of(first ? null : Objects.requireNonNullElse(cursor, ""), limit, MAX_LIMIT,
                MAX_LIMIT);
        Page<LedgerEntry> page = runs.ledger(begin, end, request.after(), request.limit(), delivers);
        return new Ledger(begin, end, first && wanted(hours) ? hours(begin, end) : null, page.runs(),
                page.next() == null ? null : page.next().cursor(), first ? deadLetters.waitingIfKnown().orElse(null) : null);
    }

    private static boolean wanted(String hours) {
        if (!hours.equals("true") && !hours.equals("false")) {
            throw ProblemException.badField("hours", "parameter 'hours' must be true or false");
        }
        return hours.equals("true");
    }

    private Collection<HourTotal> hours(Instant begin, Instant end) {
        Map<Instant, HourTotal> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        boolean all = runs.eachLedgerEntry(begin, end, delivers, MAX_SUMMED, entry -> {
            HourTotal one = HourTotal.of(entry);
            newestFirst.merge(one.hour(), one, HourTotal::plus);
        });
        return all ? newestFirst.values() : null;
    }
}
