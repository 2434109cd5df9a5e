package io.github.dhisadmin.testkit.demo;

import java.util.List;
import java.util.Map;

/**
 * A table that is filled faster without its keys and indexes. They are put back exactly as they
 * were, so that the filled table is what DHIS2 has.
 */
final class BulkTable {
  private final DemoSql sql;
  private final String table;

  BulkTable(DemoSql sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  void fill(Runnable work) {
    List<String> constraintDrops = constraints("alter table %s drop constraint %s");
    List<String> constraintAdds = constraints("alter table %s add constraint %s %s");
    List<String> indexAdds = indexes("pg_get_indexdef(i.indexrelid)");
    List<String> indexDrops = indexes("format('drop index %s', i.indexrelid::regclass)");
    // foreign keys come last in both lists, so they go first when dropping
    for (int i = constraintDrops.size() - 1; i >= 0; i--) {
      sql.execute(constraintDrops.get(i));
    }
    indexDrops.forEach(sql::execute);
    work.run();
    indexAdds.forEach(sql::execute);
    constraintAdds.forEach(sql::execute);
  }

  private List<String> constraints(String format) {
    return sql.texts(
        """
        select format('%s', conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid))
        from pg_constraint c
        where conrelid = :table::regclass
          and (contype = 'f' or (contype in ('p', 'u') and not exists (
            select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid)))
        order by contype = 'f', conname
        """
            .formatted(format),
        Map.of("table", table));
  }

  private List<String> indexes(String expression) {
    return sql.texts(
        """
        select %s from pg_index i
        where i.indrelid = :table::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
        order by i.indexrelid::regclass::text
        """
            .formatted(expression),
        Map.of("table", table));
  }
}
