package dev.tavilypipeline.kit.start;

/** A setting that cannot work, found at start; the message is the sentence that mends it. */
public final class SettingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingRefusedException(String setting, String given, String mend) {
        super(setting + "=" + given + " cannot work: " + mend);
    }
}
