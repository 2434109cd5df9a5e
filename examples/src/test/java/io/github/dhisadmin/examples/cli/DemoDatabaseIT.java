package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DemoDatabaseIT {

  @Test
  void serves_a_filled_database_until_it_is_stopped() throws Exception {
    Termination termination = new Termination();
    try (PipedReader reader = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(reader))) {
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(() -> demoDatabase(termination, out));
      String json = new BufferedReader(reader).readLine();
      CliRun ready = new CliRun(0, json, "");
      String url = ready.json().at("/jdbcUrl").textValue();
      String user = ready.json().at("/user").textValue();

      assertThat(dataValues(url, user)).isGreaterThan(15_000);

      termination.request();
      assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
      assertThatThrownBy(() -> dataValues(url, user)).isInstanceOf(SQLException.class);
    }
  }

  private static int demoDatabase(Termination termination, PrintWriter out) {
    Terminal terminal =
        new Terminal(
            out,
            new PrintWriter(new StringWriter()),
            false,
            Optional::empty,
            user -> Optional.empty());
    try (termination) {
      return DhisAdminCli.run(
          terminal,
          termination,
          JooqAdminSession::open,
          EmbeddedDemoServer::start,
          "demo-database",
          "--format",
          "json");
    }
  }

  private static long dataValues(String url, String user) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from datavalue")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
