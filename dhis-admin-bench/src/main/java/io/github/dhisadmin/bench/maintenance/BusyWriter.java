package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Somebody who enters data values, one a transaction, among those that are being removed, and how
 * long the slowest took.
 */
final class BusyWriter implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final String UPSERT =
      "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
          + " attributeoptioncomboid, value, storedby, created, lastupdated, deleted) values (?, ?,"
          + " ?, ?, ?, ?, 'writer', now(), now(), false) on conflict (dataelementid, periodid,"
          + " sourceid, categoryoptioncomboid, attributeoptioncomboid) do update set value ="
          + " excluded.value, deleted = false, lastupdated = now()";
  private static final int KEY_COLUMNS = 5;

  private final DataSource dataSource;
  private final List<long[]> keys;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final CompletableFuture<Duration> longest = new CompletableFuture<>();

  /** Will write values of these keys. */
  BusyWriter(DataSource dataSource, String keyQuery) {
    this.dataSource = dataSource;
    this.keys = read(dataSource, keyQuery);
  }

  /** Begins to write; if it does already, nothing happens. */
  void begin() {
    if (begun.compareAndSet(false, true)) {
      longest.completeAsync(this::write);
    }
  }

  /** Stops it, and tells how long the slowest transaction took. */
  Duration longestWait() {
    stop.set(true);
    begin();
    return longest.join();
  }

  @Override
  public void close() {
    stop.set(true);
  }

  private Duration write() {
    long slowest = 0;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      for (int i = 0; !stop.get(); i++) {
        long[] key = keys.get(i % keys.size());
        for (int column = 0; column < KEY_COLUMNS; column++) {
          upsert.setLong(column + 1, key[column]);
        }
        upsert.setString(KEY_COLUMNS + 1, Integer.toString(i + 1));
        long start = System.nanoTime();
        upsert.executeUpdate();
        slowest = Math.max(slowest, System.nanoTime() - start);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      return Duration.ofNanos(slowest);
    } catch (SQLException e) {
      throw new BenchmarkException("the writer failed: " + e.getMessage(), e);
    }
  }

  private static List<long[]> read(DataSource dataSource, String keyQuery) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(keyQuery)) {
      List<long[]> keys = new ArrayList<>();
      while (rows.next()) {
        long[] key = new long[KEY_COLUMNS];
        for (int column = 0; column < KEY_COLUMNS; column++) {
          key[column] = rows.getLong(column + 1);
        }
        keys.add(key);
      }
      if (keys.isEmpty()) {
        throw new BenchmarkException("there is nothing to write for: " + keyQuery, null);
      }
      return keys;
    } catch (SQLException e) {
      throw new BenchmarkException(e.getMessage() + " in: " + keyQuery, e);
    }
  }
}
