package dev.tavilypipeline.analytics.kpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.kit.http.ProblemException;

/**
 * How an answer is written.
 *
 * @param csvTable empty: JSON; otherwise the table of the answer that is written as CSV, empty text for its first one
 */
record AnswerFormat(Optional<String> csvTable) {

    static final String CSV = "text/csv; charset=utf-8";

    /** @throws ProblemException if a parameter is wrong */
    static AnswerFormat of(Map<String, List<String>> query) {
        QueryValues values = new QueryValues(query);
        boolean csv = values.oneOf("format", "json", "json", "csv").equals("csv");
        Optional<String> table = values.optional("table");
        if (!csv && table.isPresent()) {
            throw ProblemException.badField("table", "'table' chooses what format=csv writes: JSON has all tables");
        }
        return new AnswerFormat(csv ? Optional.of(table.orElse("")) : Optional.empty());
    }

    String mediaType() {
        return csvTable.isPresent() ? CSV : MediaType.APPLICATION_JSON;
    }

    byte[] write(Record answer, ObjectMapper json) {
        try {
            return csvTable.isPresent() ? Csv.of(answer, csvTable.get()) : json.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
