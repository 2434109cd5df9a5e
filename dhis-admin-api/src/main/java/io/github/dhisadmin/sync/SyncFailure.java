package io.github.dhisadmin.sync;

import java.time.Instant;

/**
 * A row that the server does not hold as it is here.
 *
 * @param kind what it is
 * @param partition uid of the program; empty where a kind is not split
 * @param key uids and period that identify it
 * @param attempts how often it was sent in this state
 * @param firstAt when it first failed, by the database's clock
 * @param lastAt when it last failed
 * @param nextAt from when on it is sent again; a change of the row sends it at once
 * @param reason why the server refused it
 */
public record SyncFailure(
    SyncKind kind,
    String partition,
    String key,
    int attempts,
    Instant firstAt,
    Instant lastAt,
    Instant nextAt,
    Reason reason) {

  /**
   * Why a row was refused.
   *
   * @param code DHIS2's, as in E7610, or the library's; empty where there is none
   * @param message in the server's words
   * @param property which part of the row is to blame; empty where the server does not say
   */
  public record Reason(String code, String message, String property) {
    /** No reason, as nothing was refused. */
    public static final Reason NONE = new Reason("", "", "");
  }
}
