package dev.tavilypipeline.localstack.simulator;

/** A request that the real provider would refuse, with its answer. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    RefusedException(Answer answer) {
        super(answer.body());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
