package dev.tavilypipeline.kit.http;

import jakarta.ws.rs.core.Response;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** A request that names a field wrongly. */
    public static ProblemException badField(String field, String detail) {
        return new ProblemException(Problem.of(Response.Status.BAD_REQUEST, detail).with("field", field));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(Response.Status.NOT_FOUND, detail));
    }

    public Problem problem() {
        return problem;
    }
}
