package dev.tavilypipeline.analytics.warehouse;

import java.sql.SQLException;

/** The warehouse did not do what it was asked; nothing of it was kept. */
public final class WarehouseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WarehouseException(SQLException cause) {
        this(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
    }

    /** @param message one line, which clients see */
    public WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }
}
