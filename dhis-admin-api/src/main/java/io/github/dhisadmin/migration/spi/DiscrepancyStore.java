package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.Discrepancy;
import java.util.List;

/** What comparisons found, until their run is forgotten. */
public interface DiscrepancyStore {

  /** Keeps what was found. */
  void add(long run, List<Found> found);

  /** What was found, in the order of finding. */
  List<Discrepancy> list(long run, long afterId, int limit);

  /**
   * Values of the source that the destination lacks or holds otherwise, in the order of finding.
   *
   * @param afterId only what was found later
   */
  List<Repair> repairs(long run, long afterId, int limit);

  /**
   * What was found.
   *
   * @param discrepancy whose number is given by the store
   * @param repair the source's value, as a task sends it; empty if there is none to send
   */
  record Found(Discrepancy discrepancy, String repair) {}

  /**
   * A value that a task can send.
   *
   * @param id of the discrepancy
   * @param value as it was kept
   */
  record Repair(long id, String value) {}
}
