package dev.tavilypipeline.analytics.load;

/**
 * An object as its source lists it.
 *
 * @param key such as {@code runs/2026/11/22/18/….json.gz}
 * @param etag changes with the content; the same key with another one is loaded again
 * @param bytes its size, compressed
 */
record LakeObject(String key, String etag, long bytes) {

    /** The hour folder in the key, such as {@code 2026/11/22/18}. */
    String hour() {
        int start = key.indexOf('/') + 1;
        return key.substring(start, start + Hours.LENGTH);
    }

    /** The same as a number, such as 2026112218. */
    long loadHour() {
        return Hours.number(hour());
    }
}
