package io.github.dhisadmin.jooq.internal.sync;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sync.MetadataTables.MetadataTable;
import io.github.dhisadmin.sync.metadata.MetadataPreview.Conflict;
import io.github.dhisadmin.sync.metadata.MetadataPreview.ConflictKind;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Comparison;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.ObjectHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Objects of a version beside those here, in one query for as many as are given. */
final class ObjectComparison {
  private final DSLContext ctx;
  private final String type;
  private final MetadataTable table;
  private final Map<String, ObjectHeader> byUid = new HashMap<>();
  private final Map<String, ObjectHeader> byCode = new HashMap<>();
  private final Map<String, ObjectHeader> byName = new HashMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  ObjectComparison(DSLContext ctx, String type, MetadataTable table) {
    this.ctx = ctx;
    this.type = type;
    this.table = table;
  }

  Comparison compare(List<ObjectHeader> objects) {
    read(objects);
    long updated = 0;
    for (ObjectHeader object : objects) {
      ObjectHeader here = byUid.get(object.uid());
      if (here != null) {
        updated++;
        conflictOfUid(object, here);
      }
      conflict(ConflictKind.CODE, object, object.codeOrNull(), byCode);
      conflict(ConflictKind.NAME, object, object.nameOrNull(), byName);
    }
    return new Comparison(objects.size() - updated, updated, conflicts);
  }

  private void read(List<ObjectHeader> objects) {
    Field<String> none = inline(null, SQLDataType.VARCHAR);
    Field<String> code = Objects.requireNonNullElse(table.codeOrNull(), none);
    Field<String> name = Objects.requireNonNullElse(table.nameOrNull(), none);
    Condition known = table.uid().eq(any(values(objects, ObjectHeader::uid)));
    if (table.codeUnique()) {
      known = known.or(code.eq(any(values(objects, ObjectHeader::codeOrNull))));
    }
    if (table.nameUnique()) {
      known = known.or(name.eq(any(values(objects, ObjectHeader::nameOrNull))));
    }
    ctx.select(table.uid(), code, name)
        .from(table.table())
        .where(known)
        .forEach(row -> keep(new ObjectHeader(row.value1(), row.value2(), row.value3())));
  }

  private void keep(ObjectHeader here) {
    byUid.put(here.uid(), here);
    String code = here.codeOrNull();
    if (table.codeUnique() && code != null) {
      byCode.put(code, here);
    }
    String name = here.nameOrNull();
    if (table.nameUnique() && name != null) {
      byName.put(name, here);
    }
  }

  /** The same uid with nothing else in common is hardly the same thing. */
  private void conflictOfUid(ObjectHeader object, ObjectHeader here) {
    String name = here.nameOrNull();
    boolean otherCode = !Objects.equals(here.codeOrNull(), object.codeOrNull());
    if (name != null && !name.equals(object.nameOrNull()) && otherCode) {
      conflicts.add(new Conflict(type, ConflictKind.UID, object.uid(), name, here.uid()));
    }
  }

  private void conflict(
      ConflictKind kind,
      ObjectHeader object,
      @Nullable String value,
      Map<String, ObjectHeader> here) {
    ObjectHeader other = value == null ? null : here.get(value);
    if (value != null && other != null && !other.uid().equals(object.uid())) {
      conflicts.add(new Conflict(type, kind, object.uid(), value, other.uid()));
    }
  }

  private static Field<String[]> values(
      List<ObjectHeader> objects, Function<ObjectHeader, @Nullable String> part) {
    return BoundArray.of(
        objects.stream().map(part).filter(Objects::nonNull).toArray(String[]::new));
  }
}
