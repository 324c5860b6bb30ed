package dev.tavilypipeline.agent.run;

import java.util.List;

import dev.tavilypipeline.agent.call.Call;

/** Reads the company's name and industry from the sources. */
public interface SummaryModel {

    Call<CompanySummary> summarize(String company, List<NumberedSource> sources);
}
