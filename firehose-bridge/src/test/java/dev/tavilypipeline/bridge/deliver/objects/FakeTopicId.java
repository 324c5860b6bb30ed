package dev.tavilypipeline.bridge.deliver.objects;

/** A topic that can be created again. */
final class FakeTopicId implements TopicId {

    private String known;
    private String now;

    FakeTopicId(String id) {
        this.known = id;
        this.now = id;
    }

    void changesTo(String id) {
        now = id;
    }

    @Override
    public String known() {
        return known;
    }

    @Override
    public String refresh() {
        known = now;
        return known;
    }
}
