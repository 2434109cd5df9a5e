package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.testkit.demo.Scale;

/** A PostgreSQL of its own with a DHIS2 database, until it is closed. */
interface DemoServer extends AutoCloseable {
  String jdbcUrl();

  String user();

  /**
   * Fills the empty database with generated data.
   *
   * @return what was generated, for people
   */
  String fill(Scale scale);

  /**
   * Asks the finished analytics tables what a dashboard would.
   *
   * @return the answer, for people
   */
  String sampleAnalytics();

  @Override
  void close();

  /** Starts servers. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts one.
     *
     * @param port where it listens on localhost, 0 for any free port
     */
    DemoServer start(int port);
  }
}
