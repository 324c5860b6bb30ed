package dev.tavilypipeline.bench.collector;

/** @param delays at 1,000 facts a second */
record CollectorFigures(Figures cold, Figures warm, Delays delays) {
}
