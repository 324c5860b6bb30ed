package dev.tavilypipeline.kit.http;

import java.util.Map;

import jakarta.ws.rs.core.Response;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** A request that names a field wrongly. */
    public static ProblemException badField(String field, String detail) {
        return new ProblemException(Problem.of(Response.Status.BAD_REQUEST, detail).with("field", field));
    }

    /** A well-formed request that asks for more than one answer may hold. */
    public static ProblemException tooMuch(String field, String detail) {
        return new ProblemException(
                new Problem("about:blank", "Unprocessable Content", UNPROCESSABLE, detail, Map.of("field", field)));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(Response.Status.NOT_FOUND, detail));
    }

    public Problem problem() {
        return problem;
    }
}
