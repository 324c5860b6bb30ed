package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;

/** Kafka's id of the envelopes' topic. A topic that is deleted and created again gets another one. */
public interface TopicId {

    String read() throws IOException, InterruptedException;
}
