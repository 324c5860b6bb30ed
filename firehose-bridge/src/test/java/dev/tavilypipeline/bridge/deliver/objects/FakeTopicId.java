package dev.tavilypipeline.bridge.deliver.objects;

/** A topic that can be created again. */
final class FakeTopicId implements TopicId {

    private String id;

    FakeTopicId(String id) {
        this.id = id;
    }

    void changesTo(String other) {
        id = other;
    }

    @Override
    public String read() {
        return id;
    }
}
