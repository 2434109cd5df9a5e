package io.github.dhisadmin.job;

import io.github.dhisadmin.minmax.ManualValues;
import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxScope;
import java.util.Set;

/**
 * For what a job computes bounds, by the factor that DHIS2 is set to.
 *
 * @param dataSets uids of data sets
 * @param organisationUnits uids of organisation units, which are meant with all units below
 * @param replaceManual whether bounds that a person entered are treated like generated ones
 */
public record MinMaxJobParameters(
    @Parameter(description = "Uids of data sets", min = 1) Set<String> dataSets,
    @Parameter(description = "Uids of organisation units, with all units below", min = 1)
        Set<String> organisationUnits,
    @Parameter(description = "Replace bounds that a person entered too") boolean replaceManual) {

  /** Keeps its own copies. */
  public MinMaxJobParameters {
    dataSets = Set.copyOf(dataSets);
    organisationUnits = Set.copyOf(organisationUnits);
  }

  /** The computation that these parameters describe. */
  public MinMaxGeneration generation() {
    return new MinMaxGeneration(
        MinMaxScope.subtree(dataSets, organisationUnits),
        replaceManual ? ManualValues.REPLACE : ManualValues.KEEP,
        Double.NaN);
  }
}
