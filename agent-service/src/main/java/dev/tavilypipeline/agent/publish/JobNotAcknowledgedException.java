package dev.tavilypipeline.agent.publish;

/** Kafka did not confirm a job in time. Whether it has it is not known. */
public final class JobNotAcknowledgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobNotAcknowledgedException(Throwable cause) {
        super("the job was not acknowledged in time", cause);
    }
}
