package io.github.dhisadmin.jooq.internal.integrity;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.arrayPrepend;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;

import io.github.dhisadmin.integrity.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which a query tells of issues. {@link #ID} and {@link #NAME} must be there, the
 * others may be left out.
 */
final class IssueColumns {
  /** The object's uid, or what stands for it; may be null. */
  static final String ID = "issue_id";

  /** The object's name; may be null. */
  static final String NAME = "issue_name";

  /** What is wrong with it; may be null. */
  static final String COMMENT = "issue_comment";

  /** Other objects, as {@link #refs} and {@link #ref} write them; may be null. */
  static final String REFS = "issue_refs";

  /** The name of a severity where an issue differs from the others of its check; may be null. */
  static final String SEVERITY = "issue_severity";

  /** A thousand objects that are alike must not name each other a million times. */
  static final int MOST_REFERENCES = 100;

  // Types are ours and uids have no room for it, so what follows the second one is the name.
  private static final String SEPARATOR = "\t";
  private static final int PARTS = 3;

  private IssueColumns() {}

  /** References to all objects of a group of rows, in the order of their names. */
  static Field<String[]> refs(String type, Field<String> uid, Field<String> name) {
    return arrayAgg(text(type, uid, name)).orderBy(name, uid);
  }

  /** A reference to one object; with an empty uid if the object may be missing and is. */
  static Field<String[]> ref(String type, Field<String> uid, Field<String> name) {
    return array(text(type, uid, name));
  }

  /** References after a first one, as {@link #text} writes it. */
  static Field<String[]> withFirst(Field<String> first, Field<String[]> others) {
    return arrayPrepend(first, others);
  }

  /** One reference as a text, for queries that put arrays together themselves. */
  static Field<String> text(String type, Field<String> uid, Field<String> name) {
    return concat(
        inline(type + SEPARATOR),
        coalesce(uid, inline("")),
        inline(SEPARATOR),
        coalesce(name, uid, inline("")));
  }

  /** A reference of which only the name is known, as a text. */
  static Field<String> untyped(Field<String> name) {
    return concat(inline(SEPARATOR + SEPARATOR), name);
  }

  /** Reads what {@link #refs} and {@link #ref} have written. */
  static List<ObjectReference> references(@Nullable String @Nullable [] texts) {
    if (texts == null) {
      return List.of();
    }
    List<ObjectReference> references = new ArrayList<>(texts.length);
    for (String text : texts) {
      if (text != null) {
        references.add(reference(text));
      }
    }
    return references;
  }

  private static ObjectReference reference(String text) {
    String[] parts = text.split(SEPARATOR, PARTS);
    return new ObjectReference(parts[0], parts[1].isEmpty() ? null : parts[1], parts[2]);
  }
}
