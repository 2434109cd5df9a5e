package io.github.dhisadmin.job.host;

/**
 * The jobs of the DHIS2 server that works on the same database. They are read, and never run or
 * changed: the server alone does that. Thread safe.
 */
public interface HostJobService {

  /**
   * Explains what the server is going to do with each of its jobs, and why one does not run. Needs
   * the authority {@code F_SCHEDULING_ADMIN}.
   *
   * @param rules what decides in that server
   */
  HostJobReport explain(HostJobRules rules);

  /**
   * Describes the server's jobs of types that this library has as jobs of its own, with the same
   * times and parameters. Needs the authority {@code F_SCHEDULING_ADMIN}.
   *
   * @param rules what decides in that server
   */
  HostJobImport describe(HostJobRules rules);
}
