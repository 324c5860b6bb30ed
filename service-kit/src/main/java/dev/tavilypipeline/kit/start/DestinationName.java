package dev.tavilypipeline.kit.start;

import java.util.Locale;

/** {@code PIPELINE_DESTINATION}: where firehose-bridge delivers, which others have to know too. */
public enum DestinationName {

    LAKE,
    FIREHOSE,
    S3,
    NONE;

    public static DestinationName of(String setting) {
        for (DestinationName name : values()) {
            if (name.text().equals(setting)) {
                return name;
            }
        }
        throw new SettingRefusedException("PIPELINE_DESTINATION", setting,
                "use lake (objects in the folder PIPELINE_LAKE_DIR), firehose (the streams of FIREHOSE_STREAM_NAME), s3 "
                        + "(objects in the bucket S3_BUCKET_NAME) or none (nothing is delivered)");
    }

    /** As it is written in settings, logs and metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
