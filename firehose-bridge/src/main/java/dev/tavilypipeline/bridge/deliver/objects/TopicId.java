package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;

/** Kafka's own id of the envelopes' topic, which a topic of the same name made later does not share. */
public interface TopicId {

    /** As it was when last asked for. */
    String known() throws IOException;

    /** As it is now. */
    String askedAgain() throws IOException;
}
