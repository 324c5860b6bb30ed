package dev.tavilypipeline.collector.emit;

import java.util.List;

/** Where envelopes go: Kafka. */
public interface EnvelopeSink {

    /** Returns when all are acknowledged, however long it takes. One may arrive more than once, which readers can bear. */
    void emit(List<PreparedEnvelope> envelopes);
}
