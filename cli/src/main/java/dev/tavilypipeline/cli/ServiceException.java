package dev.tavilypipeline.cli;

import java.net.URI;

/** A service that does not answer, or not with what was asked for; the message says what to do. */
final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ServiceException(String message, Throwable cause) {
        super(message, cause);
    }

    static ServiceException silent(URI uri, Throwable cause) {
        return new ServiceException(uri.resolve("/") + " does not answer"
                + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")")
                + ": './pipeline status' shows what runs, './pipeline up' starts what does not", cause);
    }

    static ServiceException refused(URI uri, JsonHttp.Answer answer) {
        return new ServiceException(uri + " answered " + answer.status() + ": " + answer.reason(), null);
    }

    static ServiceException late(String message) {
        return new ServiceException(message, null);
    }
}
