package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.job.host.HostJobImport;
import io.github.dhisadmin.job.host.HostJobReport;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.job.host.HostJobService;
import io.github.dhisadmin.schema.SchemaFamily;
import io.github.dhisadmin.spi.HostJobStore;

/** Reads the jobs of the DHIS2 server and explains them. */
public final class DiagnosedHostJobs implements HostJobService {
  private final HostJobStore store;
  private final HostJobTypes types;
  private final AccessPolicy accessPolicy;
  private final HostJobImports imports;

  /**
   * Explains jobs.
   *
   * @param server the version line of the server, which decides what types it knows
   * @param imports makes the library's own jobs of the server's
   */
  public DiagnosedHostJobs(
      HostJobStore store, SchemaFamily server, AccessPolicy accessPolicy, HostJobImports imports) {
    this.store = store;
    this.types = new HostJobTypes(server);
    this.accessPolicy = accessPolicy;
    this.imports = imports;
  }

  @Override
  public HostJobReport explain(HostJobRules rules) {
    accessPolicy.require("explain the jobs of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    return new HostJobDiagnosis(types, rules, store.read()).report();
  }

  @Override
  public HostJobImport describe(HostJobRules rules) {
    accessPolicy.require("import the jobs of the DHIS2 server", Authority.SCHEDULING_ADMIN);
    return imports.of(store.read().rows(), rules);
  }
}
