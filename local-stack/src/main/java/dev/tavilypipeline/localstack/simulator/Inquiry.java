package dev.tavilypipeline.localstack.simulator;

/** A request that was understood. */
interface Inquiry {

    /** What it asks about: two inquiries about the same meet the same fate, see {@link Chance}. */
    String subject();

    /** What is searched for, or null. */
    String query();

    /** The model asked, or null. */
    String model();

    Answer answer(Fate fate);

    /** A good answer that says nothing. */
    Answer emptyAnswer(Fate fate);
}
