package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;

/** Checks of one kind of object. */
interface CheckFamily {

  /** The checks, made for the database at hand. */
  List<SqlCheck> checks(Dhis2Schema schema);
}
