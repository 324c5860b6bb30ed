package dev.tavilypipeline.analytics.kpi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import dev.tavilypipeline.kit.http.ProblemException;

/** The query parameters of every resource with KPIs, as they were given. */
public class KpiParameters {

    @Context
    UriInfo uri;

    @QueryParam("range")
    @Parameter(description = "The window: that long until the next full minute. Instead of from and to; 7d if none is given.", schema = @Schema(type = SchemaType.STRING, enumeration = {
            "24h", "7d", "30d", "90d" }))
    List<String> range;

    @QueryParam("from")
    @Parameter(description = "Start of the window, inclusive, in UTC. Runs are selected by requested_at.", example = "2026-01-01T00:00:00Z", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    List<String> from;

    @QueryParam("to")
    @Parameter(description = "End of the window, exclusive. At most 3660 days after from.", example = "2026-02-01T00:00:00Z", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    List<String> to;

    @QueryParam("tz")
    @Parameter(description = "Time zone of the IANA database for buckets, hours and weekdays; UTC if none is given.", example = "Europe/Berlin", schema = @Schema(type = SchemaType.STRING))
    List<String> tz;

    @QueryParam("granularity")
    @Parameter(description = "Length of the buckets; auto chooses by the window. More than 1000 buckets are refused (422).", schema = @Schema(type = SchemaType.STRING, enumeration = {
            "auto", "minute", "hour", "day", "week", "month" }))
    List<String> granularity;

    @QueryParam("compare")
    @Parameter(description = "previous: also the figures of the window of the same length before this one.", schema = @Schema(type = SchemaType.STRING, enumeration = {
            "none", "previous" }))
    List<String> compare;

    @QueryParam("company")
    @Parameter(description = "Only runs about this company, without regard to case, Unicode composition, blanks and characters without width. May be repeated: any of them.", example = "Tesla")
    List<String> company;

    @QueryParam("industry")
    @Parameter(description = "Only runs with this industry, without regard to case and the spaces around it. May be repeated.", example = "automotive")
    List<String> industry;

    @QueryParam("status")
    @Parameter(description = "Only runs that ended with this status. May be repeated.")
    List<String> status;

    @QueryParam("step")
    @Parameter(description = "Only runs that reached this step, and of these only its steps and calls. May be repeated.")
    List<String> step;

    @QueryParam("provider")
    @Parameter(description = "Only runs with a call of this provider, and of these only its calls. May be repeated.", example = "tavily")
    List<String> provider;

    @QueryParam("simulated")
    @Parameter(description = "Which runs count; by default real ones if TAVILY_API_KEY is set for this service, else simulated ones.", schema = @Schema(type = SchemaType.STRING, enumeration = {
            "true", "false", "all" }))
    List<String> simulated;

    @QueryParam("cost")
    @Parameter(description = "Which cost of a call counts: recorded is what it cost when it was made; repriced is computed from its credits and tokens at the prices of the price table that were in force when it was made.", schema = @Schema(type = SchemaType.STRING, enumeration = {
            "recorded", "repriced" }))
    List<String> cost;

    @QueryParam("top")
    @Parameter(description = "Length of ranked lists, 1 to 100; 10 if it is not given.", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    List<String> top;

    @QueryParam("format")
    @Parameter(description = "csv writes one table of the answer, see table.", schema = @Schema(type = SchemaType.STRING, enumeration = {
            "json", "csv" }))
    List<String> format;

    @QueryParam("table")
    @Parameter(description = "Only this table of the answer, such as over_time; the others are null, and cost nothing. May be repeated; format=csv writes one, the first of the answer if none is given.", schema = @Schema(type = SchemaType.STRING))
    List<String> table;

    /** @throws ProblemException 400, if one is given that is not known */
    Map<String, List<String>> known() {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("range", range);
        all.put("from", from);
        all.put("to", to);
        all.put("tz", tz);
        all.put("granularity", granularity);
        all.put("compare", compare);
        all.put("company", company);
        all.put("industry", industry);
        all.put("status", status);
        all.put("step", step);
        all.put("provider", provider);
        all.put("simulated", simulated);
        all.put("cost", cost);
        all.put("top", top);
        all.put("format", format);
        all.put("table", table);
        uri.getQueryParameters().keySet().stream().filter(name -> !all.containsKey(name)).findFirst().ifPresent(name -> {
            throw ProblemException.badField(name, "query parameter '" + name + "' is not known here; known are "
                    + String.join(", ", all.keySet()));
        });
        all.values().removeIf(values -> values == null || values.isEmpty());
        return all;
    }
}
