package dev.tavilypipeline.analytics.kpi;

import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.tavilypipeline.analytics.warehouse.RequestCancelledException;
import dev.tavilypipeline.analytics.warehouse.WarehouseBusyException;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;

/** A warehouse that cannot answer now is asked again later, whatever the resource. */
class UnavailableMapper {

    @ServerExceptionMapper
    Response tooLarge(WindowTooLargeException e) {
        return ProblemException.tooMuch("from", e.getMessage()).problem().response().build();
    }

    @ServerExceptionMapper
    Response busy(WarehouseBusyException e) {
        return Problem.unavailable(e.getMessage(), 1);
    }

    /** Nobody reads this answer. */
    @ServerExceptionMapper
    Response cancelled(RequestCancelledException e) {
        return Problem.unavailable(e.getMessage(), 1);
    }

    @ServerExceptionMapper
    Response failed(WarehouseException e) {
        return Problem.unavailable("the warehouse did not answer (" + e.getMessage() + ")", 5);
    }
}
