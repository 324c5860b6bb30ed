package dev.tavilypipeline.analytics.completeness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;

/** Reads the collector's ledger, page by page. Where it cannot, the request ends with 503 and what to do about it. */
@Singleton
class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    static final int MAX_RUNS = 50_000;

    private final CollectorLedger collector;

    Ledger(@RestClient CollectorLedger collector) {
        this.collector = collector;
    }

    /** @param deadLetters that wait, by topic; null if the collector does not know */
    record Entries(List<LedgerPage.Entry> runs, Map<String, Long> deadLetters) {
    }

    /**
     * All entries of a window, which must be no longer than the collector answers for.
     *
     * @param authorization for the collector; may be null
     * @throws TooManyRunsException if there are more than {@value #MAX_RUNS}
     * @throws ProblemException if the collector cannot be asked
     */
    Entries read(Window window, String authorization) {
        LedgerPage page = page(window, null, authorization);
        Map<String, Long> deadLetters = page.deadLetters();
        List<LedgerPage.Entry> runs = new ArrayList<>(page.runs());
        while (page.nextCursor() != null) {
            page = page(window, page.nextCursor(), authorization);
            runs.addAll(page.runs());
            if (runs.size() > MAX_RUNS) {
                throw new TooManyRunsException();
            }
        }
        return new Entries(runs, deadLetters);
    }

    private LedgerPage page(Window window, String cursor, String authorization) {
        try {
            return collector.page(window.from().toString(), window.to().toString(), cursor, false, authorization);
        } catch (WebApplicationException e) {
            throw refused(e.getResponse().getStatus());
        } catch (ProcessingException e) {
            LOG.warnf("service unreachable service=collector-service reason=\"%s\"", e);
            throw unavailable("the collector, with whose ledger the warehouse is compared, cannot be reached");
        }
    }

    private static ProblemException refused(int status) {
        LOG.warnf("request for the ledger failed service=collector-service status=%d", status);
        return unavailable(status == Response.Status.UNAUTHORIZED.getStatusCode()
                ? "the collector does not know the key that was shown here: PIPELINE_API_KEYS must be the same for all services"
                : "the collector answered " + status + " when it was asked for its ledger; its log says more");
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(Response.Status.SERVICE_UNAVAILABLE, detail));
    }
}
