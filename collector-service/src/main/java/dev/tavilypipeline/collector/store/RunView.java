package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;

import org.bson.Document;

import dev.tavilypipeline.collector.assemble.Run;

/** The part of a run's document that lists select and sort by. */
final class RunView {

    private RunView() {
    }

    static Document of(Run.Summary summary) {
        return new Document("status", summary.status().wireName())
                .append("company", folded(summary.companyName()))
                .append("query", folded(summary.query()))
                .append("industry", summary.industry())
                .append("error_type", summary.errorType())
                .append("simulated", summary.simulated())
                .append("requested_at", date(summary.requestedAt()))
                .append("run", Documents.of(summary));
    }

    static String folded(String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
