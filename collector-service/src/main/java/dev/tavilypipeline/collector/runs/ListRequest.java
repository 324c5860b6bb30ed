package dev.tavilypipeline.collector.runs;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import dev.tavilypipeline.collector.http.PageRequest;
import dev.tavilypipeline.collector.store.RunFilter;
import dev.tavilypipeline.collector.store.WorkFilter;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryInstants;

/** The query of {@code GET /runs}. A parameter that is unknown or invalid is refused, and the answer names it. */
record ListRequest(RunFilter filter, PageRequest page) {

    static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final Set<String> KNOWN = Set.of("status", "company", "industry", "error_type", "simulated", "step",
            "failed_step", "provider", "from", "to", "cursor", "limit");

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
        WorkFilter work = new WorkFilter(oneOf("step", query, StepName.values(), StepName::wireName),
                oneOf("failed_step", query, StepName.values(), StepName::wireName), query.getFirst("provider"));
        RunFilter filter = new RunFilter(oneOf("status", query, RunStatus.values(), RunStatus::wireName),
                query.getFirst("company"), query.getFirst("industry"),
                query.getFirst("error_type"), simulated(query), work,
                QueryInstants.optional("from", query.getFirst("from")), QueryInstants.optional("to", query.getFirst("to")));
        if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
            throw ProblemException.badField("from", "parameter 'from' must be before 'to'");
        }
        return new ListRequest(filter,
                PageRequest.of(query.getFirst("cursor"), query.getFirst("limit"), DEFAULT_LIMIT, MAX_LIMIT));
    }

    private static <T> T oneOf(String name, MultivaluedMap<String, String> query, T[] values, Function<T, String> wireName) {
        String given = query.getFirst(name);
        if (given == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> wireName.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField(name, "parameter '" + name + "' must be one of "
                        + Arrays.stream(values).map(wireName).collect(Collectors.joining(", "))));
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
}
