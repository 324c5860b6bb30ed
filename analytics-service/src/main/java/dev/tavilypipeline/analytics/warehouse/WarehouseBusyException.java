package dev.tavilypipeline.analytics.warehouse;

/** Every reader is in use and none became free in time: ask again later. */
public final class WarehouseBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WarehouseBusyException() {
        super("all readers of the warehouse are busy");
    }
}
