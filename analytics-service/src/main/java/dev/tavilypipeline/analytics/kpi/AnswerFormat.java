package dev.tavilypipeline.analytics.kpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.kit.http.ProblemException;

/**
 * How an answer is written.
 *
 * @param tables the tables it has; empty: all in JSON, the first one in CSV, which has one table only
 */
record AnswerFormat(boolean csv, List<String> tables) {

    static final String CSV = "text/csv; charset=utf-8";

    /** @throws ProblemException if a parameter is wrong */
    static AnswerFormat of(Map<String, List<String>> query) {
        boolean csv = new QueryValues(query).oneOf("format", "json", "json", "csv").equals("csv");
        List<String> tables = query.getOrDefault("table", List.of());
        if (csv && tables.size() > 1) {
            throw ProblemException.badField("table", "'table' is given more than once: format=csv writes one table");
        }
        return new AnswerFormat(csv, List.copyOf(new TreeSet<>(tables)));
    }

    String mediaType() {
        return csv ? CSV : MediaType.APPLICATION_JSON;
    }

    byte[] write(Record answer, ObjectMapper json) {
        try {
            return csv ? Csv.of(answer, tables.isEmpty() ? "" : tables.get(0)) : json.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
