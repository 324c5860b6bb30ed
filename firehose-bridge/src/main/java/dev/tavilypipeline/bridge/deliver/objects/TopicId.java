package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;

/** Kafka's id of the envelopes' topic. A topic that is deleted and created again gets another one. */
public interface TopicId {

    /** The id as last read. */
    String known() throws IOException;

    /** The id as it is now. */
    String refresh() throws IOException;
}
