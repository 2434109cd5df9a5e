package io.github.dhisadmin.testkit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Databases that tests are done with and that are as good as new: removing the rows of one test
 * takes a fraction of the time that copying hundreds of tables does. Safe for several threads.
 */
final class RecycledDatabases {
  // The library makes it anew in any database without it.
  private static final String DROP_OWN_SCHEMA = "drop schema if exists dhis_admin cascade";

  // What a test can leave behind apart from rows. A statement that changes a row of a catalogue
  // gives it the number of its transaction. Sessions that still run could write later.
  private static final String TRACES =
      """
      select concat_ws(' ',
        (select count(*) || '.' || max(xmin::text::bigint) from pg_class),
        (select count(*) || '.' || max(xmin::text::bigint) from pg_attribute),
        (select count(*) || '.' || max(xmin::text::bigint) from pg_constraint),
        (select count(*) || '.' || max(xmin::text::bigint) from pg_trigger),
        (select count(*) || '.' || max(xmin::text::bigint) from pg_proc),
        (select count(*) || '.' || max(xmin::text::bigint) from pg_type),
        (select count(*) from pg_namespace where nspname !~ '^pg_(toast_)?temp_'),
        (select count(*) from pg_statistic s join pg_class c on c.oid = s.starelid
         where c.relnamespace <> 'pg_catalog'::regnamespace),
        (select count(*) from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
         where d.datname = current_database()),
        (select count(*) from pg_stat_activity where datname = current_database()
         and pid <> pg_backend_pid() and state <> 'idle'))
      """;

  // Tables refer to each other in any order: those that cannot be emptied yet wait for the next
  // round, unless this user may switch the references off. Extensions keep their rows.
  private static final String EMPTY =
      """
      do $$
      declare
        filled regclass[] := array(
          select c.oid::regclass from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and pg_relation_size(c.oid) > 0
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                          and d.objid = c.oid and d.deptype = 'e'));
        refused regclass[];
        each regclass;
      begin
        begin
          perform set_config('session_replication_role', 'replica', true);
        exception when insufficient_privilege then
          null;
        end;
        while cardinality(filled) > 0 loop
          refused := '{}';
          foreach each in array filled loop
            begin
              execute 'delete from ' || each;
            exception when foreign_key_violation then
              refused := refused || each;
            end;
          end loop;
          if refused = filled then
            raise 'tables refer to each other in a circle: %', refused;
          end if;
          filled := refused;
        end loop;
        perform setval(seqrelid::regclass, seqstart, false) from pg_sequence;
      end $$
      """;

  private final ServerAddress address;
  private final Map<Shape, String> tracesWhenNew = new ConcurrentHashMap<>();
  private final Map<Shape, Deque<String>> free = new ConcurrentHashMap<>();

  RecycledDatabases(ServerAddress address) {
    this.address = address;
  }

  /** Remembers what a new database of this shape is like. */
  void learn(Shape shape, String template) {
    try (Connection connection = address.connect(template)) {
      tracesWhenNew.put(shape, traces(connection));
    } catch (SQLException e) {
      throw new TestDatabaseException("cannot read the catalogue of " + template, e);
    }
  }

  /** The name of a database of this shape that is as good as new: the one in use last. */
  Optional<String> take(Shape shape) {
    return Optional.ofNullable(free(shape).poll());
  }

  /** Empties the database to be taken again; false if a test has left more in it than rows. */
  boolean giveBack(Shape shape, String database) {
    if (!reset(shape, database)) {
      return false;
    }
    free(shape).push(database);
    return true;
  }

  private boolean reset(Shape shape, String database) {
    try (Connection connection = address.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(DROP_OWN_SCHEMA);
      if (!traces(connection).equals(tracesWhenNew.get(shape))) {
        return false;
      }
      statement.execute(EMPTY);
      return true;
    } catch (SQLException e) {
      // dropped or broken by its test, and no use to another one
      return false;
    }
  }

  private Deque<String> free(Shape shape) {
    return free.computeIfAbsent(shape, unused -> new ConcurrentLinkedDeque<>());
  }

  private static String traces(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TRACES)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
