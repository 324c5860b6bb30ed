package dev.tavilypipeline.localstack.start;

/** A setting is invalid; the message says how to fix it. */
public final class SettingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingRefusedException(String message) {
        super(message);
    }
}
