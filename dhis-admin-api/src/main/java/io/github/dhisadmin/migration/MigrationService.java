package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Migrates between two DHIS2 servers in tasks that outlive every process: one process enqueues, any
 * number of processes works. Starting and working need the authority {@code F_EXPORT_DATA}. Thread
 * safe.
 */
public interface MigrationService {

  /** What is migrated from where to where. */
  MigrationConfigurations configurations();

  /** What became of tasks. */
  MigrationTasks tasks();

  /** What was migrated, by whom, and with what result. */
  MigrationRuns runs();

  /** Whether both sides hold the same. */
  MigrationValidation validation();

  /**
   * Looks whether the source of a configuration can be asked through a route of the destination,
   * whatever the configuration says; asks the source nothing. Needs the authority {@code
   * F_SYSTEM_SETTING}.
   *
   * @throws InvalidRequestException if there is no such configuration
   * @throws RemoteException if the destination cannot be asked
   * @throws SecretException if its secret cannot be read
   */
  RouteCheck testRoute(String configuration);

  /**
   * What the source has of a kind, by name: what can be chosen for a migration of metadata.
   *
   * @throws InvalidRequestException if there is no such configuration
   * @throws RemoteException if the source cannot be asked
   */
  List<MetadataChoice> metadataChoices(String configuration, MetadataKind kind, RunControl control);

  /**
   * What a migration of metadata would do. Reads the source, asks the destination for counterparts,
   * and lets it check everything without importing it.
   *
   * @throws InvalidRequestException if there is no such configuration, or nothing was found
   * @throws RemoteException if a server cannot be asked
   */
  MetadataMigrationPlan planMetadata(MetadataMigrationRequest request, RunControl control);

  /**
   * Enqueues a migration of metadata. Nothing is fetched before somebody {@linkplain #work works}.
   * Who asks for what is under way already joins that run.
   *
   * @throws InvalidRequestException if there is no such configuration
   */
  MigrationRun migrateMetadata(MetadataMigrationRequest request);

  /**
   * What a migration of data would fetch. Asks nobody.
   *
   * @throws InvalidRequestException if there is no such configuration or item set
   */
  DataMigrationPlan plan(DataMigrationRequest request);

  /**
   * Enqueues a migration of data. Nothing is fetched before somebody {@linkplain #work works}. Who
   * asks for what is under way already joins that run.
   *
   * @throws InvalidRequestException if there is no such configuration or item set, or no period to
   *     migrate
   */
  MigrationRun migrateData(DataMigrationRequest request);

  /**
   * Counts, at the destination, the values that a deletion would remove.
   *
   * @throws InvalidRequestException if there is no such configuration or item set
   * @throws RemoteException if the destination cannot be asked
   * @throws SecretException if its secret cannot be read
   */
  DeletionPlan planDeletion(DataMigrationRequest request, RunControl control);

  /**
   * Enqueues the deletion of the values that were counted, and of no others.
   *
   * @param token of the plan that was seen
   * @throws OutdatedPlanException if the values at the destination are no longer those of the plan
   * @throws RemoteException if the destination cannot be asked
   */
  MigrationRun deleteData(DataMigrationRequest request, String token, RunControl control);

  /**
   * Carries tasks out, of whatever configuration, until none waits and no other worker has one, or
   * until it is stopped; what is under way then is ended or put back.
   *
   * @param worker who works, for people
   * @param executor carries tasks out; the host's, and not shut down
   * @param control hears of what was done and what is left, and stops it
   */
  WorkResult work(String worker, Executor executor, RunControl control);
}
