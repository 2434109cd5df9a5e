package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import org.jooq.Name;

/**
 * A view as PostgreSQL remembers it, with all it takes to make it again.
 *
 * @param name schema and name
 * @param materialised whether it keeps its rows
 * @param create the statement that makes it, with its rows if it had any
 * @param finish comments and indexes
 * @param owner the quoted role that owns it
 * @param grants what other roles may do with it
 */
public record DependentView(
    Name name,
    boolean materialised,
    String create,
    List<String> finish,
    String owner,
    List<RelationAccess.Grant> grants) {

  /** Keeps its own copies. */
  public DependentView {
    finish = List.copyOf(finish);
    grants = List.copyOf(grants);
  }
}
