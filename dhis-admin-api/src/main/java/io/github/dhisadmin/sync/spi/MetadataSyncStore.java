package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataPreview.Conflict;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryRecord;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.metadata.VersionType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What metadata synchronisation stores: versions in DHIS2's tables, their progress in ours. */
public interface MetadataSyncStore {

  /** Takes the right to change versions, or nothing if somebody else has it. */
  Optional<SyncJournal.SyncLock> tryLock();

  /** DHIS2's settings of metadata synchronisation. */
  Settings settings();

  /** All versions that this DHIS2 has, made or imported, in order. */
  List<MetadataVersion> local();

  /** How far a target's versions have come. */
  MetadataSyncStatus status(String target);

  /** Remembers that a run began, and switches versioning on, as DHIS2 does. */
  void begin(String target);

  /**
   * Remembers what a server lists; versions it does not list any more are forgotten.
   *
   * @param versions in order
   */
  void remember(String target, List<MetadataVersion> versions);

  /** Remembers how far a version has come. */
  void progress(String target, String version, VersionState state);

  /** Remembers at once that a version is part of this DHIS2, for the library and for DHIS2. */
  void applied(String target, MetadataVersion version, MetadataImportReport report);

  /** Remembers that everything of a server is here. */
  void succeeded(String target);

  /** Remembers why a run ended early. */
  void failed(String target, Failure failure);

  /**
   * Carries a recovery out.
   *
   * @param added versions that count as applied from then on
   * @param removed versions of DHIS2's table that are deleted
   */
  void recover(
      MetadataRecoveryPlan plan, List<MetadataVersion> added, List<MetadataVersion> removed);

  /** Recoveries that were carried out, the newest first. */
  List<MetadataRecoveryRecord> recoveries(String target, int limit);

  /**
   * Compares objects of a snapshot with those here.
   *
   * @param type as in dataElements
   * @return empty if there is nothing to compare with
   */
  Optional<Comparison> compare(String type, List<ObjectHeader> objects);

  /** The database's time in DHIS2's local time. */
  LocalDateTime now();

  /**
   * Stores a version that was made here, with its text, where DHIS2 looks for it.
   *
   * @return the version under the next name
   */
  MetadataVersion publish(VersionType type, LocalDateTime created, String hash, String text);

  /**
   * Writes the text of a version that was made here.
   *
   * @return whether there is one
   */
  boolean write(String version, OutputStream out) throws IOException;

  /**
   * DHIS2's settings.
   *
   * @param stopsOnMismatch {@code keyStopMetadataSync}
   * @param systemIdOrNull {@code configuration.systemid}, which tells this DHIS2 from others; null
   *     if it is not set
   * @param competingJobs names of DHIS2's own jobs that are enabled and do the same
   */
  record Settings(
      boolean stopsOnMismatch, @Nullable String systemIdOrNull, List<String> competingJobs) {

    /** Copies the names. */
    public Settings {
      competingJobs = List.copyOf(competingJobs);
    }
  }

  /**
   * Why a run ended early.
   *
   * @param versionOrNull the version to blame; null if there is none
   * @param problem what is wrong
   * @param message the same for people
   * @param reportOrNull what the DHIS2 here said; null if nothing
   */
  record Failure(
      @Nullable MetadataVersion versionOrNull,
      MetadataSyncProblem problem,
      String message,
      @Nullable MetadataImportReport reportOrNull) {}

  /**
   * What identifies an object.
   *
   * @param uid its uid
   * @param codeOrNull its code, if it has one
   * @param nameOrNull its name, if it has one
   */
  record ObjectHeader(String uid, @Nullable String codeOrNull, @Nullable String nameOrNull) {}

  /**
   * How objects compare with those here.
   *
   * @param created are not here
   * @param updated are here
   * @param conflicts collide with others
   */
  record Comparison(long created, long updated, List<Conflict> conflicts) {

    /** Copies the conflicts. */
    public Comparison {
      conflicts = List.copyOf(conflicts);
    }
  }
}
