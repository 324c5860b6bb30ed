package dev.tavilypipeline.collector.runs;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import dev.tavilypipeline.collector.store.PageKey;
import dev.tavilypipeline.collector.store.RunFilter;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.http.ProblemException;

/** The query of {@code GET /runs}, checked: a parameter that is not known or cannot be read is refused by its name. */
record ListRequest(RunFilter filter, PageKey after, int limit) {

    static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Set<String> KNOWN = Set.of("status", "company", "industry", "error_type", "simulated", "from", "to",
            "cursor", "limit");

    static ListRequest of(UriInfo uri) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        query.forEach((name, values) -> {
            if (!KNOWN.contains(name)) {
                throw ProblemException.badField(name, "parameter '" + name + "' is not known; known are "
                        + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (values.size() > 1) {
                throw ProblemException.badField(name, "parameter '" + name + "' is given more than once");
            }
        });
        RunFilter filter = new RunFilter(status(query), query.getFirst("company"), query.getFirst("industry"),
                query.getFirst("error_type"), simulated(query), instant(query, "from"), instant(query, "to"));
        if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
            throw ProblemException.badField("from", "parameter 'from' must be before 'to'");
        }
        return new ListRequest(filter, cursor(query), limit(query));
    }

    private static RunStatus status(MultivaluedMap<String, String> query) {
        String given = query.getFirst("status");
        if (given == null) {
            return null;
        }
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.wireName().equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField("status", "parameter 'status' must be one of "
                        + Arrays.stream(RunStatus.values()).map(RunStatus::wireName).collect(Collectors.joining(", "))));
    }

    private static Boolean simulated(MultivaluedMap<String, String> query) {
        String given = query.getFirst("simulated");
        if (given == null) {
            return null;
        }
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.badField("simulated", "parameter 'simulated' must be true or false");
        };
    }

    private static Instant instant(MultivaluedMap<String, String> query, String name) {
        String given = query.getFirst(name);
        try {
            Instant instant = given == null ? null : Instant.parse(given);
            if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
                throw ProblemException.badField(name, "parameter '" + name + "' must be in the years 1 to 9999");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw ProblemException.badField(name,
                    "parameter '" + name + "' must be an instant in UTC such as 2026-01-31T12:00:00Z");
        }
    }

    private static PageKey cursor(MultivaluedMap<String, String> query) {
        String given = query.getFirst("cursor");
        try {
            return given == null ? null : PageKey.of(given);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("cursor", "parameter 'cursor' must be the next_cursor of an earlier page");
        }
    }

    private static int limit(MultivaluedMap<String, String> query) {
        String given = query.getFirst("limit");
        if (given == null) {
            return USUAL;
        }
        if (!given.matches("[0-9]{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw ProblemException.badField("limit", "parameter 'limit' must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(given);
    }
}
