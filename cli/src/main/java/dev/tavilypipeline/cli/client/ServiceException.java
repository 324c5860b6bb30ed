package dev.tavilypipeline.cli.client;

import java.net.URI;

import dev.tavilypipeline.cli.terminal.FailedException;

/** A service that does not answer, or not with what was asked for. */
public final class ServiceException extends FailedException {

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

    public static ServiceException failed(String message) {
        return new ServiceException(message, null);
    }
}
