package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.SyncTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Targets as they are stored, with secrets that are encrypted before they get here. */
public interface SyncTargetStore {

  /** All targets, by name. */
  List<StoredTarget> list();

  /** The target of this name. */
  Optional<StoredTarget> find(String name);

  /**
   * Stores a target.
   *
   * @return the target, or empty if its name is taken
   */
  Optional<SyncTarget> add(NewTarget target);

  /**
   * Replaces how the library logs in.
   *
   * @return the target, or empty if there is none of this name
   */
  Optional<SyncTarget> changeLogin(String name, NewTarget.Login login);

  /**
   * Replaces envelopes by name, all or none; secrets stay what they are.
   *
   * @param envelopes the old and the new envelope by the name of the target
   * @return how many targets still had the old envelope and have the new one now
   */
  int replaceEnvelopes(Map<String, Replacement> envelopes);

  /** Removes a target; tells whether there was one. */
  boolean remove(String name);

  /** What DHIS2 itself is set up to synchronise with, as far as it is set. */
  Dhis2RemoteSettings dhis2Settings();

  /**
   * One envelope in place of another.
   *
   * @param old what has to be stored still
   * @param fresh what is stored instead
   */
  record Replacement(String old, String fresh) {

    /** Without the envelopes, which are nobody's business. */
    @Override
    public String toString() {
      return "***";
    }
  }
}
