package io.github.dhisadmin.jooq.internal.uid;

import static org.jooq.impl.DSL.any;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.TableField;

/**
 * Finds the keys of objects, and tells all unknown uids of a call at once instead of stopping at
 * the first.
 */
public final class UidLookup {
  private static final int NAMED_IN_MESSAGE = 20;

  private final DSLContext ctx;
  private final List<String> problems = new ArrayList<>();

  /** Looks up in a transaction. */
  public UidLookup(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * The keys of objects; unknown uids are remembered for {@link #refuseUnknown}.
   *
   * @param kind what the objects are called in the message, as in "data set"
   */
  public Long[] keys(
      String kind, TableField<?, Long> key, TableField<?, String> uid, Collection<String> uids) {
    Map<String, Long> found =
        ctx.select(uid, key)
            .from(uid.getTable())
            .where(uid.eq(any(BoundArray.of(uids.toArray(String[]::new)))))
            .fetchMap(uid, key);
    TreeSet<String> unknown = new TreeSet<>(uids);
    unknown.removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      String more = unknown.size() > NAMED_IN_MESSAGE ? ", … (" + unknown.size() + ")" : "";
      problems.add(
          kind + " " + String.join(", ", unknown.stream().limit(NAMED_IN_MESSAGE).toList()) + more);
    }
    return found.values().toArray(Long[]::new);
  }

  /**
   * Ends a call that named what there is not.
   *
   * @throws InvalidRequestException naming all of it
   */
  public void refuseUnknown() {
    if (!problems.isEmpty()) {
      throw new InvalidRequestException("There is no " + String.join("; no ", problems) + ".");
    }
  }
}
