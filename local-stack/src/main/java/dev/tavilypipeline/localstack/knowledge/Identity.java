package dev.tavilypipeline.localstack.knowledge;

/**
 * The company that a text is about.
 *
 * @param companyName null if none was recognised
 * @param industry null if it is not known
 */
public record Identity(String companyName, String industry) {

    public static final Identity UNKNOWN = new Identity(null, null);
}
