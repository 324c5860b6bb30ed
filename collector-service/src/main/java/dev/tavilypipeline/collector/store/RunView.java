package dev.tavilypipeline.collector.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;

import org.bson.Document;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.kit.json.ContractJson;

/** The parts of a run's document that lists select and sort by, and that they show. */
final class RunView {

    private RunView() {
    }

    /** The fields {@code view} and {@code run}, and {@code live} before the run's end. */
    static Document fields(Run run, Date now) {
        Run.Summary summary = run.summary();
        Document fields = new Document("view", view(summary)).append("run", new String(ContractJson.write(summary), UTF_8));
        if (!run.isAtItsEnd()) {
            fields.append("live", Live.text(summary, now.toInstant()));
        }
        return fields;
    }

    private static Document view(Run.Summary summary) {
        return new Document("status", summary.status().wireName())
                .append("company", folded(summary.companyName()))
                .append("query", folded(summary.query()))
                .append("industry", summary.industry())
                .append("error_type", summary.errorType())
                .append("simulated", summary.simulated())
                .append("deliver", summary.deliver())
                .append("requested_at", date(summary.requestedAt()))
                .append("last_fact_at", date(summary.lastFactAt()));
    }

    static String folded(String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
