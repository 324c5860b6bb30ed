package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.bson.conversions.Bson;

import dev.tavilypipeline.contract.RunStatus;

/**
 * Which runs to list; a null lets all through.
 *
 * @param company the normalised name or the query, case-insensitive
 * @param work never null
 * @param from the earliest {@code requested_at}
 * @param to the first {@code requested_at} that is too late
 */
public record RunFilter(RunStatus status, String company, String industry, String errorType, Boolean simulated, WorkFilter work,
        Instant from, Instant to) {

    static RunFilter requested(Instant from, Instant to) {
        return new RunFilter(null, null, null, null, null, WorkFilter.NONE, from, to);
    }

    /** Without the window. */
    List<Bson> conditions() {
        String folded = RunDocument.folded(company);
        Stream<Bson> columns = Stream.of(
                equal(RunDocument.STATUS, status == null ? null : status.wireName()),
                company == null ? null : or(eq(RunDocument.COMPANY, folded), eq(RunDocument.QUERY, folded)),
                equal(RunDocument.INDUSTRY, industry),
                equal(RunDocument.ERROR_TYPE, errorType),
                equal(RunDocument.SIMULATED, simulated));
        return Stream.concat(columns.filter(Objects::nonNull), work.conditions().stream()).toList();
    }

    private static Bson equal(String field, Object value) {
        return value == null ? null : eq(field, value);
    }
}
