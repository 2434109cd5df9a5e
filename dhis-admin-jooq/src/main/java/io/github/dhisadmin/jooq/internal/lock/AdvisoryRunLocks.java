package io.github.dhisadmin.jooq.internal.lock;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.sql.Failures;
import io.github.dhisadmin.spi.RunLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Run locks as PostgreSQL session advisory locks: what is acquired together is held on a connection
 * of its own and ends when that connection does, so a killed process holds nothing. The host must
 * not put a pooler between that shares sessions among transactions.
 */
public final class AdvisoryRunLocks implements RunLocks {
  private static final Logger log = LoggerFactory.getLogger(AdvisoryRunLocks.class);

  /** "dhad": keeps the library's locks apart from those of DHIS2 and of the host. */
  private static final int LOCK_SPACE = 0x64686164;

  private final DataSource dataSource;

  /** Takes connections from a data source, one for what is acquired together. */
  public AdvisoryRunLocks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<RunLock> tryAcquire(String name) {
    return tryAcquireAll(List.of(name));
  }

  /** All on one connection, so that a run takes no more of the host's pool than it has to. */
  @Override
  public Optional<RunLock> tryAcquireAll(List<String> names) {
    try {
      Connection connection = dataSource.getConnection();
      HeldLock held = new HeldLock(connection);
      boolean acquired = false;
      try {
        connection.setAutoCommit(true);
        acquired = names.stream().allMatch(held::add);
      } finally {
        if (!acquired) {
          held.close();
        }
      }
      return acquired ? Optional.of(held) : Optional.empty();
    } catch (SQLException e) {
      throw new StoreException(Failures.describe(e), e.getSQLState(), e);
    } catch (DataAccessException e) {
      throw new StoreException(Failures.describe(e), e.sqlState(), e);
    }
  }

  /**
   * Whether somebody holds a lock, here or on another node, as the server sees it while a statement
   * runs.
   */
  public static Condition isHeld(Field<String> name) {
    Name locks = DSL.name("pg_catalog", "pg_locks");
    Name database = DSL.name("pg_catalog", "pg_database");
    Field<Long> databaseId = DSL.field(DSL.name("d", "oid"), SQLDataType.BIGINT);
    return DSL.exists(
        DSL.selectOne()
            .from(DSL.table(locks).as("l"))
            .join(DSL.table(database).as("d"))
            .on(databaseId.eq(DSL.field(DSL.name("l", "database"), SQLDataType.BIGINT)))
            .where(
                DSL.field(DSL.name("d", "datname"), SQLDataType.VARCHAR)
                    .eq(DSL.function(DSL.name("current_database"), SQLDataType.VARCHAR)))
            .and(
                DSL.field(DSL.name("l", "locktype"), SQLDataType.VARCHAR)
                    .eq(DSL.inline("advisory")))
            .and(DSL.field(DSL.name("l", "classid"), SQLDataType.INTEGER).eq(space()))
            .and(DSL.field(DSL.name("l", "objid"), SQLDataType.INTEGER).eq(key(name)))
            .and(DSL.field(DSL.name("l", "granted"), SQLDataType.BOOLEAN).isTrue()));
  }

  private static Field<Integer> space() {
    return DSL.inline(LOCK_SPACE);
  }

  private static Field<Integer> key(Field<String> name) {
    return DSL.function(DSL.name("hashtext"), SQLDataType.INTEGER, name);
  }

  private static boolean call(Connection connection, String function, String name) {
    DSLContext ctx = DSL.using(connection, SQLDialect.POSTGRES);
    Boolean answer =
        ctx.select(
                DSL.function(DSL.name(function), SQLDataType.BOOLEAN, space(), key(DSL.val(name))))
            .fetchSingle()
            .value1();
    return Boolean.TRUE.equals(answer);
  }

  private static final class HeldLock implements RunLock {
    private final Connection connection;
    private final List<String> names = new ArrayList<>();

    HeldLock(Connection connection) {
      this.connection = connection;
    }

    boolean add(String name) {
      boolean acquired = call(connection, "pg_try_advisory_lock", name);
      if (acquired) {
        names.add(name);
      }
      return acquired;
    }

    @Override
    public void close() {
      try (connection) {
        if (!connection.isClosed()) {
          names.forEach(name -> call(connection, "pg_advisory_unlock", name));
        }
      } catch (SQLException | DataAccessException e) {
        // The locks are gone with their connection either way.
        log.warn("run locks {} could not be given back in order", names, e);
      }
    }
  }
}
