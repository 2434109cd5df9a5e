package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.NOTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.sync.spi.OutgoingEvent.Note;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Reads the remarks that a table links to events or enrollments. */
final class NoteReader {
  private static final String LINKS = "links";

  private final Table<?> links;
  private final Field<Long> owner;
  private final Field<Long> linked;
  private final Table<?> notes = NOTE.as("remark");
  private final Field<Long> id;
  private final Field<String> text;
  private final Field<String> uid;
  private final Field<String> creator;
  private final List<Field<?>> order;

  /**
   * Reads by one table of links.
   *
   * @param linksTable what the table is called here
   * @param ownerColumn what its column of owners is called here
   */
  NoteReader(Dhis2Schema schema, String linksTable, String ownerColumn) {
    this.links = table(name(linksTable)).as(LINKS);
    this.owner = field(name(LINKS, ownerColumn), SQLDataType.BIGINT);
    this.linked = field(name(LINKS, schema.nameOf(NOTE.NOTEID)), SQLDataType.BIGINT);
    this.id = schema.column(notes, NOTE.NOTEID);
    this.uid = schema.column(notes, NOTE.UID);
    this.text = schema.column(notes, NOTE.NOTETEXT);
    this.creator = schema.column(notes, NOTE.CREATOR);
    this.order = List.of(owner, schema.column(notes, NOTE.CREATED), id);
  }

  /** The remarks of each owner that has some, the oldest first. */
  Map<Long, List<Note>> of(DSLContext ctx, List<Long> owners) {
    return ctx.select(owner, uid, text, creator)
        .from(links)
        .join(notes)
        .on(id.eq(linked))
        .where(owner.eq(any(BoundArray.of(owners.toArray(Long[]::new)))))
        .orderBy(order)
        .fetchGroups(owner, row -> new Note(row.get(uid), row.get(text), row.get(creator)));
  }
}
