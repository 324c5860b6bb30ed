package dev.tavilypipeline.localstack.start;

/** A setting that cannot work; the message is the sentence that mends it. */
public final class SettingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingRefusedException(String message) {
        super(message);
    }
}
