package dev.tavilypipeline.kit.http.access;

/** Who asks. */
public final class Client {

    /**
     * The header in which a request has the name of its key's owner, once it was let in. What a client itself sends under it is
     * dropped.
     */
    public static final String NAME_HEADER = "X-Pipeline-Client";

    private Client() {
    }
}
