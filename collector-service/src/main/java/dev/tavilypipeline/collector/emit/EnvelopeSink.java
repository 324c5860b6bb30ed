package dev.tavilypipeline.collector.emit;

import java.util.List;

import dev.tavilypipeline.collector.projection.PreparedEnvelope;

public interface EnvelopeSink {

    /** Returns when all are acknowledged, however long it takes. An envelope may be written more than once. */
    void emit(List<PreparedEnvelope> envelopes);
}
