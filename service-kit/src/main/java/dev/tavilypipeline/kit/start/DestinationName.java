package dev.tavilypipeline.kit.start;

import java.util.Locale;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.spi.Converter;

/** {@code PIPELINE_DESTINATION}: where firehose-bridge delivers, which others have to know too. */
public enum DestinationName {

    LAKE,
    FIREHOSE,
    S3,
    NONE;

    /** As it is written in settings, logs and metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads exactly {@link #text()}; the platform's own converter for enums would accept other spellings. */
    public static final class Reader implements Converter<DestinationName> {

        private static final long serialVersionUID = 1L;

        @Override
        public DestinationName convert(String text) {
            return Stream.of(values()).filter(name -> name.text().equals(text)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("use lake (objects in the folder PIPELINE_LAKE_DIR),"
                            + " firehose (the streams of FIREHOSE_STREAM_NAME), s3 (objects in the bucket S3_BUCKET_NAME) or none"
                            + " (nothing is delivered)"));
        }
    }
}
