package io.github.dhisadmin.jooq.internal.sql;

import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/** Settings of the current transaction; all of them end with it, unless they say otherwise. */
public final class Session {
  private static final String HASH_MEMORY = "hash_mem_multiplier";
  private static final String CLIENT_CHECK = "client_connection_check_interval";
  private static final String MEMOIZE = "enable_memoize";

  private final DSLContext ctx;

  /** Changes settings of the transaction that {@code ctx} is in. */
  public Session(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Looks names up in the schema, then in {@code public}, where extensions live. */
  public void searchPath(String schemaName) {
    set("search_path", path(schemaName));
  }

  /**
   * Begins a transaction, by one statement as there are many: names are looked up in the schema,
   * the backend gives up within a second once its client is gone (PostgreSQL 14 and newer), and no
   * statement is compiled: compiling a wide one takes seconds and saves milliseconds.
   */
  void begin(String schemaName) {
    ctx.select(
            local("search_path", path(schemaName)),
            local("jit", "off"),
            ifKnown(CLIENT_CHECK, "1s"))
        .fetch();
  }

  /**
   * Begins a transaction that ends, and with it its locks, if its client falls silent within it,
   * and that searches by indexes: a plan that was made while a table was empty would else read all
   * of it for as long as its statement stays prepared, however much is in it by then.
   */
  void beginTurn(String schemaName, Duration silence) {
    ctx.select(
            local("search_path", path(schemaName)),
            ifKnown(CLIENT_CHECK, "1s"),
            local("idle_in_transaction_session_timeout", silence.toMillis() + "ms"),
            local("enable_seqscan", "off"))
        .fetch();
  }

  private String path(String schemaName) {
    String quoted = ctx.render(DSL.name(schemaName));
    return schemaName.equals("public") ? quoted : quoted + ", public";
  }

  /** A parameter that some of the supported versions do not have. */
  private static Field<String> ifKnown(String parameter, String value) {
    return DSL.when(
        DSL.function("current_setting", String.class, DSL.val(parameter), DSL.inline(true))
            .isNotNull(),
        local(parameter, value));
  }

  /** Keeps the transaction, and its locks, however long work goes on elsewhere meanwhile. */
  public void stayWhileIdle() {
    set("idle_in_transaction_session_timeout", "0");
  }

  /**
   * Ends the transaction, and with it its locks, if its client falls silent within it, and searches
   * by indexes: a plan that was made while a table was empty would else read all of it for as long
   * as its statement stays prepared, however much is in it by then.
   */
  public void takeTurns(Duration silence) {
    ctx.select(
            local("idle_in_transaction_session_timeout", silence.toMillis() + "ms"),
            local("enable_seqscan", "off"))
        .fetch();
  }

  /** Fails a statement that waits longer than this for a lock. */
  public void lockTimeout(Duration timeout) {
    set("lock_timeout", timeout.toMillis() + "ms");
  }

  /**
   * Refuses to write, which nothing that follows in the transaction can lift, and fails a statement
   * that takes too long.
   */
  void readOnly(Duration statementTimeout) {
    ctx.select(
            local("transaction_read_only", "on"),
            // How literals are read decides where an operator's SQL ends.
            local("standard_conforming_strings", "on"),
            local(
                "statement_timeout",
                Math.min(statementTimeout.toMillis(), Integer.MAX_VALUE) + "ms"))
        .fetch();
  }

  /** Takes no more memory for a hash table than for a sort; as PostgreSQL did before version 13. */
  public void hashesInWorkMemory() {
    ctx.select(ifKnown(HASH_MEMORY, "1")).fetch();
  }

  /** Keeps no results of what is looked up for each row; PostgreSQL 13 never does. */
  public void forgetsLookups() {
    ctx.select(ifKnown(MEMOIZE, "off")).fetch();
  }

  /** Does something that fails if one of its statements takes longer than this. */
  public void within(Duration timeout, Runnable work) {
    String before = current("statement_timeout");
    set("statement_timeout", timeout.toMillis() + "ms");
    work.run();
    set("statement_timeout", before);
  }

  /**
   * Does something that fails if one of its statements waits for a lock longer than this, or takes
   * longer than that.
   */
  void within(Duration lockTimeout, Duration statementTimeout, Runnable work) {
    Record2<String, String> before =
        ctx.select(setting("lock_timeout"), setting("statement_timeout")).fetchSingle();
    timeouts(lockTimeout.toMillis() + "ms", statementTimeout.toMillis() + "ms");
    work.run();
    timeouts(before.value1(), before.value2());
  }

  private void timeouts(String locks, String statements) {
    ctx.select(local("lock_timeout", locks), local("statement_timeout", statements)).fetch();
  }

  /** Sets a parameter until it is set back. Returns what it was. */
  String exchange(String parameter, String value) {
    String before = current(parameter);
    ctx.select(config(parameter, value, false)).fetch();
    return before;
  }

  /** Fails every statement of the transaction that takes longer than this. */
  public void statementTimeout(Duration timeout) {
    set("statement_timeout", Math.min(timeout.toMillis(), Integer.MAX_VALUE) + "ms");
  }

  /** Sets a parameter for the rest of the transaction. */
  public void set(String parameter, String value) {
    ctx.select(local(parameter, value)).fetch();
  }

  private String current(String parameter) {
    return ctx.select(setting(parameter)).fetchSingle().value1();
  }

  private static Field<String> setting(String parameter) {
    return DSL.function("current_setting", String.class, DSL.val(parameter));
  }

  private static Field<String> local(String parameter, String value) {
    return config(parameter, value, true);
  }

  private static Field<String> config(String parameter, String value, boolean local) {
    return DSL.function(
        "set_config", String.class, DSL.val(parameter), DSL.val(value), DSL.inline(local));
  }
}
