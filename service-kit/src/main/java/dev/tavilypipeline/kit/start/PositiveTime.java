package dev.tavilypipeline.kit.start;

import java.time.Duration;

/** A time from the settings for which, or after which, something happens. */
public final class PositiveTime {

    private PositiveTime() {
    }

    /**
     * @param setting the variable that holds it, for whoever has to mend it
     * @param example one that works
     * @throws SettingRefusedException if it is less than a millisecond, which is how finely times are told apart here
     */
    public static Duration require(String setting, Duration given, String example) {
        if (given.compareTo(Duration.ofMillis(1)) < 0) {
            throw new SettingRefusedException(setting, given.toString(), "give a time above zero, such as " + example);
        }
        return given;
    }
}
