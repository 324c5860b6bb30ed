package dev.tavilypipeline.agent.run;

import java.util.List;

import dev.tavilypipeline.agent.call.Attempt;
import io.smallrye.mutiny.Uni;

/** Tells which company is spoken of, one attempt at a time, like {@link Search}. */
public interface CompanyModel {

    Uni<Attempt<Identity>> identify(String company, List<Cited> sources);
}
