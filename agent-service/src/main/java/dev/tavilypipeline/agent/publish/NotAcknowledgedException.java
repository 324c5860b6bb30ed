package dev.tavilypipeline.agent.publish;

/** Kafka did not confirm a record in time. It is not known whether Kafka has it. */
public final class NotAcknowledgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAcknowledgedException(Throwable cause) {
        super("the record was not acknowledged in time", cause);
    }
}
